// SPDX-License-Identifier: Apache-2.0

/* The merge of last-writer-wins sets in C; see lww_merge.c. */

#ifndef LWW_MERGE_H
#define LWW_MERGE_H

#include <stdint.h>

/* Bytes behind an output that a merge may overwrite. */
#define LWW_SLACK 64

/* The answer to inputs that are left to the Java kernel. */
#define LWW_DECLINED (-1)

/* Thresholds of -1 are none. Java fills this in: see CKernel. */
struct lww_policy {
    int64_t max_adds;
    int64_t max_deletes;
    int64_t window;
    int64_t keep; /* 0 FORGET, 1 KEEP */
};

/* Records, where they are and how long. */
struct lww_inputs {
    const uint8_t *existing; /* NULL where there is none */
    int64_t existing_length;
    const uint8_t *const *operands;
    const int64_t *operand_lengths;
    int32_t count;
    int32_t full; /* 1 for a full merge, 0 for a partial one */
};

/*
 * Works out a merge and returns the result's size in bytes, or LWW_DECLINED. The plan is kept for
 * the calling thread until its next merge; it points into the inputs.
 */
int64_t lww_plan(const struct lww_policy *policy, const struct lww_inputs *inputs);

/* Writes the result of the thread's last lww_plan: its size and up to LWW_SLACK bytes more. */
void lww_write(uint8_t *output);

/*
 * Both in one call. Where `capacity` is below size + LWW_SLACK, nothing is written; the size is
 * returned all the same.
 */
int64_t lww_merge(const struct lww_policy *policy, const uint8_t *existing, int64_t existing_length,
                  const uint8_t *const *operands, const int64_t *operand_lengths, int32_t count,
                  int32_t full, uint8_t *output, int64_t capacity);

#endif
