/* replay.c - runs a fuzz target without a fuzzer: each file named is one input, in a process of its
 * own. Linked with one fuzz_*.c. Prints 'N passed, N failed, 0 skipped' and the files that failed;
 * exit 1 if one did. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Reads the whole file into *data, to be freed by the caller. */
static int read_file(const char *name, uint8_t **data, size_t *n)
{
	FILE *file = fopen(name, "rb");
	long size;

	if (!file)
		return -1;
	if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0 ||
	    fseek(file, 0, SEEK_SET) != 0 || !(*data = malloc((size_t)size + 1))) {
		fclose(file);
		return -1;
	}
	*n = fread(*data, 1, (size_t)size, file);
	fclose(file);
	return *n == (size_t)size ? 0 : -1;
}

/* The input ends where its memory does, so that a sanitizer sees a step beyond it. */
static void run(const char *name)
{
	uint8_t *data = NULL;
	size_t n = 0;

	if (read_file(name, &data, &n) != 0)
		_exit(2);
	uint8_t *exact = malloc(n ? n : 1);
	for (size_t i = 0; exact && i < n; i++)
		exact[i] = data[i];
	free(data);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	_exit(0);
}

int main(int n_files, char **files)
{
	unsigned passed = 0, failed = 0;

	LLVMFuzzerTestOneInput((const uint8_t *)"", 0); /* loads tables once, for all */
	LLVMFuzzerTestOneInput((const uint8_t *)"\1x", 2);
	for (int i = 1; i < n_files; i++) {
		int status = 0;
		fflush(NULL);
		pid_t child = fork();
		if (child == 0)
			run(files[i]);
		if (child > 0 && waitpid(child, &status, 0) == child && status == 0) {
			passed++;
			continue;
		}
		failed++;
		printf("FAILED %s %s\n", files[0], files[i]);
	}
	printf("%u passed, %u failed, 0 skipped\n", passed, failed);
	return failed ? 1 : 0;
}
