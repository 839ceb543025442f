/* judgement.h - how likely it is that a candidate name is an initiative: a sum of facts, each with
 * its weight from judgement_weights.tsv. */
#ifndef JICENG_EXTRACT_JUDGEMENT_H
#define JICENG_EXTRACT_JUDGEMENT_H

#include "extract/drafts.h"

/* Fills passage->scores. */
void judge_candidates(struct passage *passage);
/* What the article as a whole adds to a draft: repetition, the title. */
double judge_draft(const struct passage *passage, const struct draft *draft);
/* 0..100 for a score: the logistic curve. */
unsigned confidence_of(double score);

#endif
