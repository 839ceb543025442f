#!/bin/bash
# kafka.sh - a real Apache Kafka (KRaft, no ZooKeeper) on loopback, for tests and the demo.
#
#   kafka.sh start [--brokers 1|3]   start; prints the bootstrap servers when all brokers answer
#   kafka.sh stop                    stop all of them and forget their data
#   kafka.sh topic NAME [PARTITIONS [key=value…]]   create a topic
#   kafka.sh kill N | term N | pause N | resume N   faults of broker N
#   kafka.sh up N                    start broker N again; returns when all brokers answer
#   kafka.sh tool CLASS ARGUMENT…    one of Kafka's own tools, e.g. org.apache.kafka.tools.TransactionsCommand
#   kafka.sh fetch                   only see to it that Kafka is there
#
# Where Kafka comes from: JICENG_TEST_BROKERS (running already: start prints it, stop leaves it
# alone), else KAFKA_HOME, else Maven (kept in ~/.cache/jiceng). Where it cannot be had: the reason
# on stderr and exit 3, which callers take as "skip"; exit 1 where JICENG_REQUIRE_KAFKA=1.
# State (configuration, data, logs, process ids) is in JICENG_KAFKA_DIR, default build/kafka; the logs
# stay there when all else is gone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
directory=${JICENG_KAFKA_DIR:-$(dirname "$(dirname "$here")")/build/kafka}
version=${JICENG_KAFKA_VERSION:-4.1.0}
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/jiceng/kafka-$version
ready_seconds=90

cannot() {
	if [ "${JICENG_REQUIRE_KAFKA:-}" = 1 ]; then
		echo "kafka.sh: real Kafka is required (JICENG_REQUIRE_KAFKA=1): $1" >&2
		exit 1
	fi
	echo "kafka.sh: no real Kafka: $1" >&2
	exit 3
}

fetch() {
	[ -z "${KAFKA_HOME:-}" ] || { [ -d "$KAFKA_HOME/libs" ] || cannot "KAFKA_HOME has no libs/"; cache=$KAFKA_HOME/libs; return; }
	"$here/../../deploy/setup.sh" kafka || cannot "packages are missing (above)"
	command -v java >/dev/null || cannot "no java on the path"
	[ ! -d "$cache" ] || return 0
	command -v mvn >/dev/null || cannot "Maven is not here to fetch it; set KAFKA_HOME or JICENG_TEST_BROKERS"
	mkdir -p "$(dirname "$cache")"
	exec 8>"$cache.lock"
	flock 8
	[ ! -d "$cache" ] || return 0
	echo "kafka.sh: fetching Apache Kafka $version by Maven" >&2
	local part="$cache.part"
	rm -rf "$part"
	if ! mvn -q -B -f "$here/kafka.pom.xml" -Dkafka.version="$version" dependency:copy-dependencies \
		-DincludeScope=runtime -DoutputDirectory="$part" >"$cache.log" 2>&1; then
		tail -5 "$cache.log" >&2
		cannot "Maven could not fetch it (log: $cache.log)"
	fi
	mv "$part" "$cache"
}

# Ends in exec: run in the background, its process id is Java's own.
become_java() { # HEAP CLASS ARGUMENT…
	local heap=$1
	shift
	exec java -Xms64m "-Xmx$heap" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true \
		-Dorg.apache.logging.log4j.level=WARN -cp "$cache/*" "$@"
}

run_java() { (become_java "$@"); }

free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 10000))
		[[ " $* " == *" $port "* ]] && continue
		(exec 7<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	echo "$port"
}

configure() { # BROKERS
	local count=$1 ports=() voters="" i replicas=$1 in_sync=1
	[ "$count" -lt 3 ] || { replicas=3 in_sync=2; }
	for i in $(seq 1 $((2 * count))); do ports+=("$(free_port "${ports[@]:-}")"); done
	for i in $(seq 1 "$count"); do voters+="${voters:+,}$i@127.0.0.1:${ports[$((count + i - 1))]}"; done
	servers=
	for i in $(seq 1 "$count"); do
		servers+="${servers:+,}127.0.0.1:${ports[$((i - 1))]}"
		mkdir -p "$directory/$i"
		cat >"$directory/$i/server.properties" <<-EOF
			node.id=$i
			process.roles=broker,controller
			controller.quorum.voters=$voters
			controller.listener.names=CONTROLLER
			listeners=CLIENT://127.0.0.1:${ports[$((i - 1))]},CONTROLLER://127.0.0.1:${ports[$((count + i - 1))]}
			listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
			inter.broker.listener.name=CLIENT
			log.dirs=$directory/$i/data
			auto.create.topics.enable=false
			default.replication.factor=$replicas
			min.insync.replicas=$in_sync
			num.partitions=1
			offsets.topic.num.partitions=8
			offsets.topic.replication.factor=$replicas
			transaction.state.log.num.partitions=8
			transaction.state.log.replication.factor=$replicas
			transaction.state.log.min.isr=$in_sync
			share.coordinator.state.topic.replication.factor=$replicas
			share.coordinator.state.topic.min.isr=$in_sync
			group.initial.rebalance.delay.ms=0
			group.min.session.timeout.ms=1000
			transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
			broker.session.timeout.ms=6000
			num.network.threads=2
			num.io.threads=4
			log.segment.bytes=134217728
			log.cleaner.dedupe.buffer.size=16777216
		EOF
	done
	echo "$servers" >"$directory/servers"
}

broker_up() { # N
	local home="$directory/$1"
	become_java 512m kafka.Kafka "$home/server.properties" >>"$home/log" 2>&1 </dev/null 8>&- 9>&- &
	echo $! >"$home/pid"
}

all_answer() { # BROKERS: each one by itself says that they are all there
	local server
	for server in $(tr ',' ' ' <"$directory/servers"); do
		kcat -L -m 2 -b "$server" 2>/dev/null | grep -q "^ $1 brokers:" || return 1
	done
}

wait_ready() { # BROKERS
	local deadline=$((SECONDS + ready_seconds)) i
	until all_answer "$1"; do
		for i in $(seq 1 "$1"); do
			kill -0 "$(cat "$directory/$i/pid")" 2>/dev/null || {
				tail -20 "$directory/$i/log" >&2
				stop
				cannot "broker $i ended at once (its last words are above)"
			}
		done
		[ $SECONDS -lt $deadline ] || { stop; cannot "not ready after $ready_seconds s"; }
		sleep 0.3
	done
}

start() {
	local count=1 i identity
	[ "${1:-}" != --brokers ] || count=$2
	if [ -n "${JICENG_TEST_BROKERS:-}" ]; then
		echo "$JICENG_TEST_BROKERS"
		return
	fi
	fetch
	[ ! -e "$directory/servers" ] || stop
	mkdir -p "$directory"
	configure "$count"
	identity=$(run_java 128m kafka.tools.StorageTool random-uuid 2>/dev/null | tail -1)
	for i in $(seq 1 "$count"); do
		run_java 128m kafka.tools.StorageTool format -t "$identity" \
			-c "$directory/$i/server.properties" >"$directory/$i/log" 2>&1 || {
			tail -5 "$directory/$i/log" >&2
			cannot "storage could not be formatted"
		}
		broker_up "$i"
	done
	wait_ready "$count"
	cat "$directory/servers"
}

# The data is thrown away anyway, so there is nothing that a slow, orderly end would save.
stop() {
	local file
	for file in "$directory"/*/pid; do
		[ ! -e "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true
	done
	for file in "$directory"/*/log; do
		[ ! -e "$file" ] || mv "$file" "$directory/broker-$(basename "$(dirname "$file")").log"
	done
	rm -rf "${directory:?}"/servers "${directory:?}"/[0-9]*
}

signal() { kill "-$1" "$(cat "$directory/$2/pid")"; }

end() { # SIGNAL N, and wait until it is gone
	signal "$1" "$2"
	for _ in $(seq 600); do
		kill -0 "$(cat "$directory/$2/pid")" 2>/dev/null || return 0
		sleep 0.1
	done
	signal KILL "$2"
}

servers() { cat "$directory/servers" 2>/dev/null || echo "${JICENG_TEST_BROKERS:?not started}"; }

create_topic() { # NAME [PARTITIONS [key=value…]]
	local name=$1 partitions=${2:-1} settings=() item
	shift $(($# > 2 ? 2 : $#))
	for item in "$@"; do settings+=(--config "$item"); done
	fetch
	run_java 128m org.apache.kafka.tools.TopicCommand --bootstrap-server "$(servers)" --create \
		--if-not-exists --topic "$name" --partitions "$partitions" "${settings[@]}" >&2
}

command=${1:-}
[ $# -eq 0 ] || shift
case "$command" in
start) start "$@" ;;
stop) [ -n "${JICENG_TEST_BROKERS:-}" ] || stop ;;
fetch) [ -n "${JICENG_TEST_BROKERS:-}" ] || fetch ;;
topic) create_topic "$@" ;;
kill) end KILL "$1" ;;
term) end TERM "$1" ;;
pause) signal STOP "$1" ;;
resume) signal CONT "$1" ;;
up)
	fetch
	broker_up "$1"
	wait_ready "$(ls -d "$directory"/[0-9]* | wc -l)"
	;;
tool) fetch && run_java 256m "$@" ;;
*)
	sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
	exit 2
	;;
esac
