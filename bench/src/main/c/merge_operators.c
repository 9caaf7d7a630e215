// SPDX-License-Identifier: Apache-2.0

/*
 * Merge operators as RocksDB's C API wants them (include/rocksdb/c.h, rocksdb_mergeoperator_create):
 * what a merge costs without Java.
 *
 *   copy_newest   the result is the newest operand: the least that an operator can do
 *   lww           the C kernel, for whole stores
 *
 * RocksDB copies a result as soon as a callback returns, and then calls delete_value on the same
 * thread.
 */

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "lww_merge.h"

/* ---- Shared. The state of every operator begins with its name. ---- */

const char *operator_name(void *state) { return *(const char **)state; }

void operator_destroy(void *state) { (void)state; /* It lives as long as the process. */ }

static char *declined(unsigned char *success, size_t *result_length)
{
    *success = 0;
    *result_length = 0;
    return NULL;
}

/* ---- The newest operand, copied to memory of its own. ---- */

static char *copy_newest(const char *const *operands, const size_t *lengths, int count,
                         unsigned char *success, size_t *result_length)
{
    size_t length = lengths[count - 1];
    char *result = malloc(length + 1); /* never malloc(0) */
    if (result == NULL)
        return declined(success, result_length);
    memcpy(result, operands[count - 1], length);
    *success = 1;
    *result_length = length;
    return result;
}

char *copy_newest_full(void *state, const char *key, size_t key_length, const char *existing,
                       size_t existing_length, const char *const *operands, const size_t *lengths,
                       int count, unsigned char *success, size_t *result_length)
{
    (void)state, (void)key, (void)key_length, (void)existing, (void)existing_length;
    return copy_newest(operands, lengths, count, success, result_length);
}

char *copy_newest_partial(void *state, const char *key, size_t key_length,
                          const char *const *operands, const size_t *lengths, int count,
                          unsigned char *success, size_t *result_length)
{
    (void)state, (void)key, (void)key_length;
    return copy_newest(operands, lengths, count, success, result_length);
}

void copy_newest_delete(void *state, const char *result, size_t length)
{
    (void)state, (void)length;
    free((void *)result);
}

/* ---- The C kernel. Its results lie in memory that is used again for the thread's next one. ---- */

struct lww_operator {
    const char *name;
    struct lww_policy policy;
};

struct result {
    size_t capacity;
    char bytes[];
};

static _Thread_local struct result *thread_result;
static pthread_key_t results; /* frees a thread's result when the thread ends */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void create_key(void) { pthread_key_create(&results, free); }

/* Returns the thread's memory for a result of that size, or NULL where memory is short. */
static char *room(size_t size)
{
    if (thread_result == NULL || thread_result->capacity < size) {
        size_t capacity = size + size / 8 + 4096;
        struct result *grown = realloc(thread_result, sizeof *grown + capacity);
        if (grown == NULL)
            return NULL;
        grown->capacity = capacity;
        thread_result = grown;
        pthread_once(&once, create_key);
        pthread_setspecific(results, grown);
    }
    return thread_result->bytes;
}

static char *merge(const struct lww_operator *operator, const struct lww_inputs *inputs,
                   unsigned char *success, size_t *result_length)
{
    int64_t size = lww_plan(&operator->policy, inputs);
    char *result = size < 0 ? NULL : room((size_t)size + LWW_SLACK);
    if (result == NULL)
        return declined(success, result_length);
    lww_write((uint8_t *)result);
    *success = 1;
    *result_length = (size_t)size;
    return result;
}

char *lww_full(void *state, const char *key, size_t key_length, const char *existing,
               size_t existing_length, const char *const *operands, const size_t *lengths,
               int count, unsigned char *success, size_t *result_length)
{
    (void)key, (void)key_length;
    struct lww_inputs inputs = {(const uint8_t *)existing, (int64_t)existing_length,
                                (const uint8_t *const *)operands, (const int64_t *)lengths,
                                count, 1};
    return merge(state, &inputs, success, result_length);
}

char *lww_partial(void *state, const char *key, size_t key_length, const char *const *operands,
                  const size_t *lengths, int count, unsigned char *success, size_t *result_length)
{
    (void)key, (void)key_length;
    struct lww_inputs inputs = {NULL, 0, (const uint8_t *const *)operands,
                                (const int64_t *)lengths, count, 0};
    return merge(state, &inputs, success, result_length);
}

void lww_delete(void *state, const char *result, size_t length)
{
    (void)state, (void)result, (void)length; /* The thread keeps it. */
}
