#!/bin/sh
# Prints assembler text that makes the given .tsv files bytes of the program, with the list
# BUILTIN_TABLES of common/lexicon/builtin.h. Used by the Makefile: embed-tables.sh FILE...
set -eu
echo '	.section .rodata'
i=0
for file in "$@"; do
	printf 'table_%d:\n\t.incbin "%s"\ntable_%d_end:\n\t.byte 0\n' "$i" "$file" "$i"
	printf 'name_%d:\n\t.asciz "%s"\n' "$i" "$(basename "$file" .tsv)"
	i=$((i + 1))
done
printf '\t.section .data.rel.ro,"aw"\n\t.balign 8\n\t.globl BUILTIN_TABLES\nBUILTIN_TABLES:\n'
n=$i
i=0
while [ "$i" -lt "$n" ]; do
	printf '\t.quad name_%d, table_%d, table_%d_end\n' "$i" "$i" "$i"
	i=$((i + 1))
done
printf '\t.quad 0, 0, 0\n\t.section .note.GNU-stack,"",@progbits\n'
