/* judgement.h - how likely it is that a candidate name is an initiative: a sum of facts, each with
 * its weight from judgement_weights.tsv. */
#ifndef JICENG_EXTRACT_JUDGEMENT_H
#define JICENG_EXTRACT_JUDGEMENT_H

#include "extract/drafts.h"

/* Fills passage->facts and passage->scores. */
void judge_candidates(struct passage *passage);
/* Fills facts and score of a draft: those of its best candidate, and what the article as a whole
 * adds (repetition, the title). */
void judge_draft(const struct passage *passage, struct draft *draft);
/* 0..100 for a score: the logistic curve, set right on the gold. */
unsigned confidence_of(const struct initiative_rules *rules, double score);

#endif
