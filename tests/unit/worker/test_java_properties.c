/* test_java_properties.c - the files of Java clients give librdkafka's settings or a clear no. */
#include <string.h>

#include "base/buf.h"
#include "harness.h"
#include "java_properties.h"

struct row {
	const char *name;
	const char *text;
	const char *want; /* "name=value;" for each setting, or what the message must hold */
	bool refused;
};

static const struct row ROWS[] = {
    {"comments and blank lines", "# a\n! b\n\n  \n", "", false},
    {"three kinds of separator", "a=1\nb: 2\nc = 3\n", "a=1;b=2;c=3;", false},
    {"no line feed at the end", "a=1", "a=1;", false},
    {"carriage returns", "a=1\r\nb=2\r\n", "a=1;b=2;", false},
    {"continued line", "brokers=a,\\\n   b\n", "brokers=a,b;", false},
    {"escapes", "k=x\\ny\\:z\n", "k=x\ny:z;", false},
    {"equals sign in a value", "k=a=b\n", "k=a=b;", false},
    {"JAAS",
     "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\\n"
     "  username=\"alice\" password=\"s=;x\";\n",
     "sasl.username=alice;sasl.password=s=;x;", false},
    {"PEM trust store", "ssl.truststore.location=/etc/ca.pem\nssl.truststore.type=PEM\n",
     "ssl.ca.location=/etc/ca.pem;", false},
    {"JKS trust store", "a=1\nssl.truststore.location=/etc/ca.jks\n", "line 2: ssl.truststore",
     true},
    {"PKCS#12 key store", "ssl.keystore.location=/k.p12\nssl.keystore.password=x\n",
     "ssl.keystore.location=/k.p12;ssl.keystore.password=x;", false},
    {"host name check off", "ssl.endpoint.identification.algorithm=\n",
     "ssl.endpoint.identification.algorithm=none;", false},
    {"Java class", "sasl.login.callback.handler.class=com.x.Y\n", "no Java classes", true},
    {"no separator", "abc\n", "line 1: abc: not of the form", true},
};

static enum status collect(void *context, const char *name, const char *value, struct err *err)
{
	(void)err;
	buf_printf(context, "%s=%s;", name, value);
	return STATUS_OK;
}

START_TEST(reads)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 20);
	struct buf got = buf_in(arena);
	struct err err = {0};
	enum status status = java_properties_read(arena, slice_of(row->text), collect, &got, &err);

	ck_assert_msg((status != STATUS_OK) == row->refused, "%s: status %d (%s)", row->name,
		      status, err.text);
	if (row->refused)
		ck_assert_msg(strstr(err.text, row->want), "%s: said %s", row->name, err.text);
	else
		ck_assert_msg(slice_equal(buf_slice(&got), slice_of(row->want)), "%s: gave %.*s",
			      row->name, SLICE_ARG(buf_slice(&got)));
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, reads, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("java properties", add_tests)
