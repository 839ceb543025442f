/* kafka_trouble.c - see kafka_trouble.h. */
#include "kafka_trouble.h"

struct classified {
	rd_kafka_resp_err_t error;
	enum kafka_trouble trouble;
};

static const struct classified TABLE[] = {
    {RD_KAFKA_RESP_ERR__TRANSPORT, TROUBLE_TRANSPORT},
    {RD_KAFKA_RESP_ERR__RESOLVE, TROUBLE_TRANSPORT},
    {RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION, TROUBLE_TRANSPORT},
    {RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, TROUBLE_ALL_BROKERS_DOWN},
    {RD_KAFKA_RESP_ERR__AUTHENTICATION, TROUBLE_AUTHENTICATION},
    {RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED, TROUBLE_AUTHENTICATION},
    {RD_KAFKA_RESP_ERR__SSL, TROUBLE_AUTHENTICATION},
    {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, TROUBLE_AUTHORIZATION},
    {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, TROUBLE_AUTHORIZATION},
    {RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED, TROUBLE_AUTHORIZATION},
    {RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED, TROUBLE_AUTHORIZATION},
    {RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, TROUBLE_UNKNOWN_TOPIC},
    {RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, TROUBLE_UNKNOWN_TOPIC},
    {RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, TROUBLE_UNKNOWN_TOPIC},
    {RD_KAFKA_RESP_ERR__TIMED_OUT, TROUBLE_TIMED_OUT},
    {RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, TROUBLE_TIMED_OUT},
    {RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, TROUBLE_TIMED_OUT},
    {RD_KAFKA_RESP_ERR__FENCED, TROUBLE_FENCED},
    {RD_KAFKA_RESP_ERR_PRODUCER_FENCED, TROUBLE_FENCED},
    {RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, TROUBLE_FENCED},
    {RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, TROUBLE_FENCED},
};

enum kafka_trouble kafka_trouble_of(rd_kafka_resp_err_t error)
{
	for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
		if (TABLE[i].error == error)
			return TABLE[i].trouble;
	}
	return TROUBLE_OTHER;
}

const char *kafka_trouble_advice(enum kafka_trouble trouble)
{
	static const char *const ADVICE[TROUBLES] = {
	    [TROUBLE_ALL_BROKERS_DOWN] = "no broker answers; check --brokers and the network",
	    [TROUBLE_AUTHENTICATION] =
		"the broker refuses the credentials or the certificate; check --kafka-config and "
		"-X (security.protocol, sasl.*, ssl.*)",
	    [TROUBLE_AUTHORIZATION] =
		"an ACL is missing; needed: Read on the input topic and the group, Write on the "
		"output topics, Write and Describe on the transactional.id",
	    [TROUBLE_UNKNOWN_TOPIC] = "the topic was not there; create it",
	    [TROUBLE_FENCED] = "another process uses the same transactional.id or "
			       "group.instance.id; give each pod its own host name",
	};
	return ADVICE[trouble];
}

void kafka_trouble_note(const struct lane_setup *setup, rd_kafka_resp_err_t error, const char *text)
{
	enum kafka_trouble trouble = kafka_trouble_of(error);
	bool passes = trouble == TROUBLE_TRANSPORT || trouble == TROUBLE_TIMED_OUT;

	setup_row(setup)->happenings.troubles[trouble]++;
	log_line(&setup->log, passes ? LOG_DEBUG : LOG_WARNING, text,
		 LOG_FIELDS(log_string("error.type", rd_kafka_err2name(error)),
			    log_string("brokers", setup->options->brokers),
			    log_string("advice", kafka_trouble_advice(trouble))));
}
