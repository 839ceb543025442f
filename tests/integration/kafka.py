"""kafka.py - produce to, read from and look into a real Kafka, through librdkafka by ctypes.

Apart from our own C on purpose: an error in the worker's Kafka code must not hide itself here.
Everything is read whole and in bytes: keys, values, headers (in order, repeats included), times.
"""
import ctypes as c
import itertools
import time
from collections import namedtuple

Record = namedtuple("Record", "topic partition offset timestamp key value headers")

_lib = c.CDLL("librdkafka.so.1")
_CONSUMER, _PRODUCER = 1, 0
_EOF, _BEGINNING = -191, -2
_TOPIC, _PARTITION, _VALUE, _KEY, _FLAGS, _TIMESTAMP, _HEADER = 1, 3, 4, 5, 7, 8, 9
_COPY = 2
_QUEUE_FULL = -184
_COORDINATOR_TROUBLE = (14, 15, 16)


class _Message(c.Structure):
    _fields_ = [("err", c.c_int), ("rkt", c.c_void_p), ("partition", c.c_int32),
                ("payload", c.c_void_p), ("len", c.c_size_t), ("key", c.c_void_p),
                ("key_len", c.c_size_t), ("offset", c.c_int64), ("private", c.c_void_p)]


class _TopicPartition(c.Structure):
    _fields_ = [("topic", c.c_char_p), ("partition", c.c_int32), ("offset", c.c_int64),
                ("metadata", c.c_void_p), ("metadata_size", c.c_size_t), ("opaque", c.c_void_p),
                ("err", c.c_int), ("private", c.c_void_p)]


class _TopicPartitions(c.Structure):
    _fields_ = [("cnt", c.c_int), ("size", c.c_int), ("elems", c.POINTER(_TopicPartition))]


def _declare(name, result, *arguments):
    function = getattr(_lib, "rd_kafka_" + name)
    function.restype, function.argtypes = result, list(arguments) if arguments else None
    return function


_P, _S, _I, _Z = c.c_void_p, c.c_char_p, c.c_int, c.c_size_t
_conf_new = _declare("conf_new", _P)
_conf_set = _declare("conf_set", _I, _P, _S, _S, _P, _Z)
_new = _declare("new", _P, _I, _P, _P, _Z)
_destroy = _declare("destroy", None, _P)
_err2str = _declare("err2str", _S, _I)
_poll = _declare("poll", _I, _P, _I)
_flush = _declare("flush", _I, _P, _I)
_producev = _declare("producev", _I)
_list_new = _declare("topic_partition_list_new", c.POINTER(_TopicPartitions), _I)
_list_add = _declare("topic_partition_list_add", c.POINTER(_TopicPartition),
                     c.POINTER(_TopicPartitions), _S, c.c_int32)
_list_destroy = _declare("topic_partition_list_destroy", None, c.POINTER(_TopicPartitions))
_assign = _declare("assign", _I, _P, c.POINTER(_TopicPartitions))
_committed = _declare("committed", _I, _P, c.POINTER(_TopicPartitions), _I)
_consumer_poll = _declare("consumer_poll", c.POINTER(_Message), _P, _I)
_message_destroy = _declare("message_destroy", None, c.POINTER(_Message))
_consumer_close = _declare("consumer_close", _I, _P)
_topic_name = _declare("topic_name", _S, _P)
_timestamp = _declare("message_timestamp", c.c_int64, c.POINTER(_Message), _P)
_headers = _declare("message_headers", _I, c.POINTER(_Message), c.POINTER(_P))
_header_get = _declare("header_get_all", _I, _P, _Z, c.POINTER(_S), c.POINTER(_P), c.POINTER(_Z))
_watermarks = _declare("query_watermark_offsets", _I, _P, _S, c.c_int32,
                       c.POINTER(c.c_int64), c.POINTER(c.c_int64), _I)
_new_topic = _declare("NewTopic_new", _P, _S, _I, _I, _P, _Z)
_new_topic_config = _declare("NewTopic_set_config", _I, _P, _S, _S)
_create_topics = _declare("CreateTopics", None, _P, c.POINTER(_P), _Z, _P, _P)
_queue_new = _declare("queue_new", _P, _P)
_queue_poll = _declare("queue_poll", _P, _P, _I)
_queue_destroy = _declare("queue_destroy", None, _P)
_event_destroy = _declare("event_destroy", None, _P)
_create_result = _declare("event_CreateTopics_result", _P, _P)
_create_result_topics = _declare("CreateTopics_result_topics", c.POINTER(_P), _P, c.POINTER(_Z))
_topic_result_error = _declare("topic_result_error", _I, _P)
_topic_result_name = _declare("topic_result_name", _S, _P)


class KafkaError(Exception):
    pass


def _check(code, doing):
    if code:
        raise KafkaError(f"{doing}: {_err2str(code).decode()}")


def _handle(kind, servers, **settings):
    text = c.create_string_buffer(512)
    conf = _conf_new()
    settings = {"bootstrap_servers": servers, **settings}
    named = {name.replace("_", "."): value for name, value in settings.items()}
    for name, value in {"log_level": 2, **named}.items():
        if _conf_set(conf, name.encode(), str(value).encode(), text, 512):
            raise KafkaError(text.value.decode())
    handle = _new(kind, conf, text, 512)
    if not handle:
        raise KafkaError(text.value.decode())
    return handle


class Cluster:
    """One Kafka cluster; knows how many partitions the topics have that it created."""

    def __init__(self, servers):
        self.servers = servers
        self.partitions = {}

    def create(self, topics, **config):
        """topics: {name: partitions}."""
        handle = _handle(_PRODUCER, self.servers)
        wanted = (_P * len(topics))()
        for i, (name, partitions) in enumerate(topics.items()):
            wanted[i] = _new_topic(name.encode(), partitions, -1, None, 0)
            for key, value in config.items():
                _new_topic_config(wanted[i], key.replace("_", ".").encode(), str(value).encode())
        queue = _queue_new(handle)
        _create_topics(handle, wanted, len(topics), None, queue)
        event = _queue_poll(queue, 30000)
        if not event:
            raise KafkaError("create topics: no answer in 30 s")
        n = _Z()
        results = _create_result_topics(_create_result(event), c.byref(n))
        for i in range(n.value):
            name = _topic_result_name(results[i]).decode()
            _check(_topic_result_error(results[i]), f"create topic {name}")
        _event_destroy(event)
        _queue_destroy(queue)
        _destroy(handle)
        self.partitions.update(topics)

    def producer(self, **settings):
        return Producer(self, **settings)

    def _list(self, topics):
        partitions = _list_new(16)
        for topic in topics:
            for i in range(self.partitions[topic]):
                _list_add(partitions, topic.encode(), i).contents.offset = _BEGINNING
        return partitions

    def read(self, *topics, committed=True, timeout=60):
        """All records from the beginning to what is the end now, a list in order of arrival."""
        handle = _handle(_CONSUMER, self.servers, group_id="jiceng-test-reader",
                         enable_auto_commit="false", enable_partition_eof="true",
                         fetch_max_bytes=104857600, fetch_message_max_bytes=104857600,
                         receive_message_max_bytes=209715200, fetch_wait_max_ms=20,
                         isolation_level="read_committed" if committed else "read_uncommitted")
        partitions = self._list(topics)
        _check(_assign(handle, partitions), "assign")
        left, records, deadline = partitions.contents.cnt, [], time.monotonic() + timeout
        _list_destroy(partitions)
        while left:
            if time.monotonic() > deadline:
                raise KafkaError(f"read {topics}: {left} partitions not at their end in {timeout} s")
            message = _consumer_poll(handle, 200)
            if not message:
                continue
            if message.contents.err == _EOF:
                left -= 1
            elif message.contents.err:
                # such as "broker transport failure": librdkafka goes on by itself
                pass
            else:
                records.append(_record(message))
            _message_destroy(message)
        _consumer_close(handle)
        _destroy(handle)
        return records

    def ends(self, topic, committed):
        """The end offset of each partition: what read_committed readers may see, or all."""
        handle = _handle(_CONSUMER, self.servers, group_id="jiceng-test-reader",
                         isolation_level="read_committed" if committed else "read_uncommitted")
        low, high, ends = c.c_int64(), c.c_int64(), []
        for i in range(self.partitions[topic]):
            _check(_watermarks(handle, topic.encode(), i, c.byref(low), c.byref(high), 10000),
                   f"end of {topic}/{i}")
            ends.append(high.value)
        _destroy(handle)
        return ends

    def open_transactions(self, *topics):
        """Partitions where a transaction is still open: the last stable offset is behind."""
        return [(topic, i) for topic in topics for i, (stable, last) in
                enumerate(zip(self.ends(topic, True), self.ends(topic, False))) if stable != last]

    def committed(self, group, topic):
        """The group's committed offset of each partition; None where it has none."""
        handle = _handle(_CONSUMER, self.servers, group_id=group)
        partitions = self._list([topic])
        for _ in range(100):  # a coordinator that is young, or moving, says so
            code = _committed(handle, partitions, 20000)
            if code not in _COORDINATOR_TROUBLE:
                break
            time.sleep(0.1)
        _check(code, f"offsets of {group}")
        offsets = [partitions.contents.elems[i].offset for i in range(partitions.contents.cnt)]
        _list_destroy(partitions)
        _destroy(handle)
        return [offset if offset >= 0 else None for offset in offsets]


def _record(message):
    m = message.contents
    headers, held = [], _P()
    if not _headers(message, c.byref(held)):
        for i in itertools.count():
            name, value, size = _S(), _P(), _Z()
            if _header_get(held, i, c.byref(name), c.byref(value), c.byref(size)):
                break
            headers.append((name.value.decode(),
                            c.string_at(value.value, size.value) if value.value else None))
    return Record(_topic_name(m.rkt).decode(), m.partition, m.offset, _timestamp(message, None),
                  c.string_at(m.key, m.key_len) if m.key else None,
                  c.string_at(m.payload, m.len) if m.payload else None, headers)


class Producer:
    def __init__(self, cluster, **settings):
        self.handle = _handle(_PRODUCER, cluster.servers, enable_idempotence="true", linger_ms=5,
                              **settings)

    def send(self, topic, value, key=None, headers=(), partition=-1, timestamp=0):
        arguments = [_I(_TOPIC), _S(topic.encode()), _I(_PARTITION), c.c_int32(partition),
                     _I(_FLAGS), _I(_COPY), _I(_TIMESTAMP), c.c_int64(timestamp)]
        if value is not None:
            arguments += [_I(_VALUE), _S(value), _Z(len(value))]
        if key is not None:
            arguments += [_I(_KEY), _S(key), _Z(len(key))]
        for name, content in headers:
            arguments += [_I(_HEADER), _S(name.encode()), _S(content), c.c_ssize_t(len(content))]
        while True:
            code = _producev(_P(self.handle), *arguments, _I(0))
            if code != _QUEUE_FULL:
                break
            _poll(self.handle, 50)
        _check(code, f"produce to {topic}")
        _poll(self.handle, 0)

    def close(self):
        _check(_flush(self.handle, 60000), "flush")
        _destroy(self.handle)
        self.handle = None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if self.handle:
            self.close()
