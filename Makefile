# jiceng: `make demo` shows it at work, `make test` proves it. `make help` lists the rest.
# Variables: SAN=address,undefined (a build of its own in build/san), DEBUG=1 (test hooks), V=1.
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
FLAVOUR := $(if $(FUZZ),fuzz,$(if $(SAN),san,$(if $(DEBUG),debug,plain)))
OUT     := build/$(FLAVOUR)
PROGRAM := $(if $(filter plain,$(FLAVOUR)),build/jiceng,$(OUT)/jiceng)
LIBS    := rdkafka jansson libxml-2.0 opencc libutf8proc uchardet zlib libmicrohttpd libcrypto
CC      := gcc
CFLAGS   = -std=c17 -g -O2 -Wall -Wextra -Wpedantic -Werror -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla -D_GNU_SOURCE -include common/base/banned.h -Icommon -Iworker \
           -MMD -MP $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer) \
           $(if $(FUZZ),,$(if $(SAN)$(DEBUG),-DJICENG_TEST_HOOKS)) $(shell pkg-config --cflags $(LIBS))
LDLIBS   = $(shell pkg-config --libs $(LIBS)) -lm
COMMON  := $(sort $(wildcard common/*.c common/*/*.c))
WORKER  := $(filter-out worker/main.c,$(sort $(wildcard worker/*.c)))
TABLES  := $(sort $(wildcard common/lexicon/data/*.tsv))
UNIT    := $(sort $(wildcard tests/unit/*/test_*.c tests/unit/test_*.c))
OBJECTS := $(COMMON:%.c=$(OUT)/%.o) $(OUT)/builtin.o
TESTS   := $(UNIT:tests/unit/%.c=$(OUT)/unit/%)
Q       := $(if $(V),,@)

all: $(PROGRAM) $(if $(filter plain,$(FLAVOUR)),build/gazetteer.bin,$(OUT)/gazetteer.bin) ## build build/jiceng and its gazetteer

$(PROGRAM): $(OBJECTS) $(WORKER:%.c=$(OUT)/%.o) $(OUT)/worker/main.o
	@echo "  LINK  $@"
	$(Q)$(CC) $(CFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)

$(OUT)/%.o: %.c | build/.setup
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

$(OUT)/builtin.o: $(TABLES) deploy/embed-tables.sh | build/.setup
	@mkdir -p $(@D)
	$(Q)deploy/embed-tables.sh $(TABLES) > $(OUT)/builtin.S
	$(Q)$(CC) -c -o $@ $(OUT)/builtin.S

$(OUT)/unit/%: tests/unit/%.c $(OBJECTS) $(WORKER:%.c=$(OUT)/%.o) | build/.setup-test
	@mkdir -p $(@D)
	@echo "  TEST  $@"
	$(Q)$(CC) $(CFLAGS) $(shell pkg-config --cflags check) -Itests/unit -o $@ $(filter %.c %.o,$^) \
	    $(LDLIBS) $(shell pkg-config --libs check)

build/.setup build/.setup-test: deploy/setup.sh # the Debian packages that are needed
	@mkdir -p build
	$(Q)deploy/setup.sh $(if $(findstring test,$@),test,build) && touch $@

# Always built plain, whatever the flavour: it is a tool, and the file is the same for all.
build/gazetteer-compile: deploy/gazetteer_compile_main.c common/lexicon/gazetteer_build.c \
    common/lexicon/name_forms.c common/lexicon/table.c common/text/utf8.c $(wildcard common/base/*.c) \
    common/lexicon/gazetteer_layout.h | build/.setup
	@mkdir -p $(@D)
	@echo "  TOOL  $@"
	$(Q)$(CC) -std=c17 -O2 -include common/base/banned.h -Icommon -o $@ $(filter %.c,$^) -lz -lcrypto

build/gazetteer.bin: build/gazetteer-compile common/lexicon/gazetteer/divisions.txt.gz \
    common/lexicon/data/place_suffixes.tsv common/lexicon/data/place_former.tsv
	@echo "  DATA  $@"
	$(Q)$^ $@

# Programs of the other flavours look for it beside themselves as well.
$(OUT)/gazetteer.bin: build/gazetteer.bin
	@mkdir -p $(@D)
	$(Q)ln -sf ../gazetteer.bin $@

unit: all $(TESTS) ## build and run every unit test
	$(Q)bad=0; for t in $(TESTS); do ./$$t || bad=1; done; exit $$bad

san: ## the unit tests under AddressSanitizer and UndefinedBehaviorSanitizer
	$(Q)$(MAKE) SAN=address,undefined unit

debug: ; $(Q)$(MAKE) DEBUG=1 all

demo: all ## show it at work on sample pages (KAFKA=real: on a real Kafka, exactly once)
	$(Q)KAFKA=$(KAFKA) deploy/demo/run.sh

test: build/.setup-test ## everything that is checked, within 15 minutes
	$(Q)tests/tools/test.sh

integration: all debug build/.setup-test ## on a real Kafka (ARGS: words of test names, --full)
	$(Q)tests/integration/run.py $(ARGS)

chaos: all debug build/.setup-test ## faults on three brokers (ARGS as above, JICENG_SEED)
	$(Q)tests/chaos/run.py $(ARGS)

$(OUT)/fuzz/%: tests/fuzz/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $(filter %.c %.o,$^) $(LDLIBS)

FUZZ_SECONDS := 60
fuzz: all ## fuzz with clang for FUZZ_SECONDS each (0: only replay what was found)
	$(Q)deploy/setup.sh fuzz
	$(Q)$(MAKE) FUZZ=1 SAN=fuzzer-no-link,address,undefined CC=clang $(patsubst tests/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
	$(Q)tests/fuzz/run.sh $(FUZZ_SECONDS)

$(OUT)/replay/%: tests/fuzz/replay.c tests/fuzz/%.c $(OBJECTS) | build/.setup
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)

replay: all $(patsubst tests/fuzz/%.c,$(OUT)/replay/%,$(wildcard tests/fuzz/fuzz_*.c)) ## every known input through its fuzz target, without clang
	$(Q)tests/fuzz/replay.sh $(filter $(OUT)/replay/%,$^)

$(OUT)/bench/%: tests/bench/%.c $(OBJECTS) | build/.setup
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)

bench: all $(OUT)/bench/bench_gazetteer $(OUT)/bench/bench_stages ## pages a second and memory
	$(Q)tests/bench/run.py
	$(Q)$(OUT)/bench/bench_gazetteer build/gazetteer.bin
	$(Q)tests/bench/stages.sh $(OUT)/bench/bench_stages build/gazetteer.bin

golden: all ## rewrite tests/corpus/want/ (read the diff before you commit it)
	$(Q)tests/corpus/run.sh --write

layers: ## check that includes point one way
	$(Q)tests/tools/layers.sh

format: ## lay out all C files with clang-format
	$(Q)clang-format -i $$(git ls-files '*.c' '*.h')

clean: ## remove build/
	$(Q)rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  \1: /p' $(MAKEFILE_LIST)

.PHONY: all unit san debug demo test integration chaos fuzz replay bench golden layers format clean help
-include $(shell find build -name '*.d' 2>/dev/null)
