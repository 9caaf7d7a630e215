// SPDX-License-Identifier: Apache-2.0

/*
 * The merge kernel in C: the bar for the one in Java (engine, dev.lastword.merge), by the same
 * algorithm and with the same results, byte for byte. The format is specified in docs/format.md.
 *
 *   1. gather    enter single operations into a hash table by member; the largest state becomes the
 *                base, the others' operations go into the table too; find the horizon
 *   2. search    find those members in the base, by its fingerprints
 *   3. resolve   decide each touched member: what leaves the base, what enters which group
 *   4. build     each group as runs of the base with new entries between
 *   5. truncate  take entries off the groups' ends, raise the horizon
 *   6. lay out   cut runs into pieces, choose widths, measure
 *   7. write     block copies, column by column
 *
 * It does less than the Java kernel in two ways, neither of which makes it slower. It declines
 * quarantine and what cannot be read, instead of carrying it along. And it trusts the entries of a
 * state that comes as an operand: it checks where its columns lie, not their order.
 *
 * No read leaves the bytes of an input. Memory that cannot be had ends the process.
 */

#include "lww_merge.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef __AVX2__
#include <immintrin.h>
#endif

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the format is little-endian, and so is this kernel"
#endif

enum { STATE = 0x10, ADD = 0x11, DELETE = 0x12, FORGET = 0x13 };
enum { LIVE, TOMBSTONES, BURIED, OUTLIVED, GROUPS };
enum { SEGMENTS = 5, HEAD = 64 }; /* head, rest, tombstones, buried, outlived */
enum { OPERATION_HEADER = 9, STATE_HEADER = 11, HORIZON_HEADER = 10, MAX_MEMBER = 65535 };
enum { HAS_HORIZON = 0x40, HAS_QUARANTINE = 0x80 };
enum { FOLD = 2, MAX_FOLDED = 8, PRINT = 2 };
enum { ABSENT = -1, NEW = -1 };

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define INLINE static inline __attribute__((always_inline))

/* ---- Memory. ---------------------------------------------------------------------------- */

INLINE uint64_t load64(const uint8_t *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

INLINE uint32_t load16(const uint8_t *at)
{
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

INLINE void store64(uint8_t *at, uint64_t value) { memcpy(at, &value, sizeof value); }

INLINE void store16(uint8_t *at, uint32_t value)
{
    uint16_t narrow = (uint16_t)value;
    memcpy(at, &narrow, sizeof narrow);
}

/* The `n` bytes, 1 to 8, that end at `end`; the eight that do must be readable. */
INLINE uint64_t load_ending(const uint8_t *end, int n) { return load64(end - 8) >> (64 - 8 * n); }

/* A number of 1, 2 or 4 bytes. */
INLINE uint32_t load_number(const uint8_t *at, int width)
{
    uint32_t value = 0;
    if (width == 1)
        return *at;
    if (width == 2)
        return load16(at);
    memcpy(&value, at, sizeof value);
    return value;
}

typedef struct { uint8_t bytes[16]; } block16;
typedef struct { uint8_t bytes[32]; } block32;

/*
 * Copies exactly `n` bytes and returns the end of the copy. Two loads and stores that may overlap
 * cover any length up to twice their own; calling memcpy pays from some hundred bytes on.
 */
INLINE uint8_t *copy(uint8_t *to, const uint8_t *from, int64_t n)
{
#define ENDS(type)                                    \
    do {                                              \
        type first, last;                             \
        memcpy(&first, from, sizeof first);           \
        memcpy(&last, from + n - sizeof last, sizeof last); \
        memcpy(to, &first, sizeof first);             \
        memcpy(to + n - sizeof last, &last, sizeof last);   \
    } while (0)

    if (n > 512) {
        memcpy(to, from, (size_t)n);
    } else if (n > 32) {
        int64_t i = 0;
        do {
            memcpy(to + i, from + i, 32);
            i += 32;
        } while (i < n - 32);
        memcpy(to + n - 32, from + n - 32, 32);
    } else if (n >= 16) {
        ENDS(block16);
    } else if (n >= 8) {
        ENDS(uint64_t);
    } else if (n >= 4) {
        ENDS(uint32_t);
    } else {
        for (int64_t i = 0; i < n; i++)
            to[i] = from[i];
    }
    return to + n;
#undef ENDS
}

/* Compares byte strings; a prefix is smaller. */
static int compare(const uint8_t *a, int a_length, const uint8_t *b, int b_length)
{
    int order = memcmp(a, b, (size_t)(a_length < b_length ? a_length : b_length));
    return order != 0 ? order : a_length - b_length;
}

/* Returns memory for at least `count` things of `size` bytes that begins with the old contents. */
static void *grown(void *memory, int64_t count, size_t size)
{
    void *more = realloc(memory, (size_t)count * size);
    if (more == NULL)
        abort();
    return more;
}

/* Makes room for `needed` things in the array `array` of `capacity`. */
#define RESERVE(array, capacity, needed)                                  \
    do {                                                                  \
        if (UNLIKELY((needed) > (capacity))) {                            \
            (capacity) = 2 * (int64_t)(needed);                           \
            (array) = grown((array), (capacity), sizeof *(array));        \
        }                                                                 \
    } while (0)

/* ---- Fingerprints (docs/format.md, section 5). ------------------------------------------ */

#define LENGTH_FACTOR 0x9E3779B97F4A7C15u
#define WORD_FACTOR 0xFF51AFD7ED558CCDu
#define FINAL_FACTOR 0xC4CEB9FE1A85EC53u

INLINE uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * WORD_FACTOR;
    return h << 29 | h >> 35;
}

INLINE uint64_t finish(uint64_t h) { return (h ^ h >> 32) * FINAL_FACTOR; }

INLINE uint64_t hash_word(uint64_t word, int length)
{
    return finish(mix((uint64_t)length * LENGTH_FACTOR, word));
}

/* The hash of a member of more than eight bytes. */
INLINE uint64_t hash_long(const uint8_t *member, int length)
{
    uint64_t h = (uint64_t)length * LENGTH_FACTOR;
    int i = 0;
    for (; i + 8 <= length; i += 8)
        h = mix(h, load64(member + i));
    if (i < length)
        h = mix(h, load_ending(member + length, length - i));
    return finish(h);
}

INLINE uint64_t fold_rest(uint64_t word, int width)
{
    return word & (((uint64_t)1 << 8 * (width - FOLD)) - 1);
}

INLINE uint32_t fold_hash(uint64_t rest) { return (uint32_t)(rest * LENGTH_FACTOR >> 48); }

INLINE uint32_t fold_print(uint64_t word, int width)
{
    return (uint16_t)(word >> 8 * (width - FOLD)) ^ fold_hash(fold_rest(word, width));
}

/* ---- Views: a state taken apart. --------------------------------------------------------- */

struct segment {
    int64_t count;
    int64_t bytes; /* of the member column */
    const uint8_t *stamps;
    const uint8_t *prints;
    const uint8_t *lengths;
    const uint8_t *members;
};

struct view {
    struct segment segments[SEGMENTS];
    uint64_t newest;
    uint64_t stamp_mask;
    int stamp_shift;
    int stamp_width;
    int length_width;
    int member_width; /* of all members, where length_width is 0 */
    int kept_width;   /* bytes of one in the member column, likewise */
    bool printed;     /* has fingerprints */
    bool folded;
    bool horizon;
    int64_t horizon_stamp;
    const uint8_t *horizon_member;
    int horizon_length;
};

INLINE bool has_prints(int length_width, int member_width)
{
    return length_width != 0 || member_width > 1;
}

INLINE bool is_folded(int length_width, int member_width)
{
    return length_width == 0 && member_width > 1 && member_width <= MAX_FOLDED;
}

INLINE int first_segment(int group) { return group == LIVE ? 0 : group + 1; }

/* 0 where the group holds adds, 1 where it holds deletes. */
INLINE int kind_of(int group) { return group == TOMBSTONES || group == OUTLIVED; }

INLINE int64_t group_count(const struct view *v, int group)
{
    return v->segments[first_segment(group)].count + (group == LIVE ? v->segments[1].count : 0);
}

/* How far below the newest stamp an entry's is; the eight bytes that end with it are the record's. */
INLINE uint64_t age_at(const struct view *v, const uint8_t *stamps, int64_t index)
{
    uint64_t low = load64(stamps + (index + 1) * v->stamp_width - 8) >> v->stamp_shift;
    return (v->newest - low) & v->stamp_mask;
}

INLINE int64_t segment_stamp(const struct view *v, int segment, int64_t index)
{
    return (int64_t)(v->newest - age_at(v, v->segments[segment].stamps, index));
}

/* Turns an index in a group into one in its segment, which is returned. */
INLINE int locate(const struct view *v, int group, int64_t *index)
{
    int segment = first_segment(group);
    if (group == LIVE && *index >= v->segments[0].count) {
        *index -= v->segments[0].count;
        segment = 1;
    }
    return segment;
}

INLINE int64_t group_stamp(const struct view *v, int group, int64_t index)
{
    int segment = locate(v, group, &index);
    return segment_stamp(v, segment, index);
}

INLINE int segment_length(const struct view *v, int segment, int64_t index)
{
    const uint8_t *lengths = v->segments[segment].lengths;
    switch (v->length_width) {
    case 0: return v->member_width;
    case 1: return lengths[index];
    default: return (int)load16(lengths + 2 * index);
    }
}

static int64_t sum_bytes(const uint8_t *lengths, int64_t count)
{
    int64_t sum = 0;
    while (count > 0) { /* in blocks whose sums fit 32 bits, which makes the lanes narrow */
        int block = count < 1 << 16 ? (int)count : 1 << 16;
        uint32_t part = 0;
        for (int i = 0; i < block; i++)
            part += lengths[i];
        sum += part;
        lengths += block;
        count -= block;
    }
    return sum;
}

static int64_t sum_shorts(const uint8_t *lengths, int64_t count)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += load16(lengths + 2 * i);
    return (int64_t)sum;
}

/* The bytes that `count` entries from `from` on take in the member column. */
INLINE int64_t member_bytes(const struct view *v, int segment, int64_t from, int64_t count)
{
    const uint8_t *lengths = v->segments[segment].lengths;
    switch (v->length_width) {
    case 0: return count * v->kept_width;
    case 1: return sum_bytes(lengths + from, count);
    default: return sum_shorts(lengths + 2 * from, count);
    }
}

/* A folded member, put together. */
INLINE uint64_t segment_word(const struct view *v, int segment, int64_t index)
{
    const struct segment *s = &v->segments[segment];
    int kept = v->kept_width;
    uint64_t rest = kept == 0 ? 0 : load_ending(s->members + (index + 1) * kept, kept);
    uint32_t tail = load16(s->prints + PRINT * index) ^ fold_hash(rest);
    return rest | (uint64_t)tail << 8 * kept;
}

/* The address of a member: in its column, or put together in `word`. */
static const uint8_t *segment_member(const struct view *v, int segment, int64_t index,
                                     uint64_t *word)
{
    const struct segment *s = &v->segments[segment];
    if (v->folded) {
        *word = segment_word(v, segment, index);
        return (const uint8_t *)word;
    }
    if (v->length_width == 0)
        return s->members + index * v->kept_width;
    if (index <= s->count / 2)
        return s->members + member_bytes(v, segment, 0, index);
    return s->members + s->bytes - member_bytes(v, segment, index, s->count - index);
}

INLINE int directory_code(uint64_t greatest)
{
    return greatest <= 0xFF ? 0 : greatest <= 0xFFFF ? 1 : 2;
}

INLINE int width_of_span(uint64_t span)
{
    return span == 0 ? 0 : (64 - __builtin_clzll(span) + 7) >> 3;
}

/* Whether the header's stamp fields are what the entries ask for. */
static bool stamps_fit(const struct view *v)
{
    int64_t newest = INT64_MIN;
    int64_t oldest = INT64_MAX;
    for (int group = 0; group < GROUPS; group++) {
        int64_t count = group_count(v, group);
        if (count == 0)
            continue;
        int64_t first = group_stamp(v, group, 0);
        int64_t last = group_stamp(v, group, count - 1);
        newest = first > newest ? first : newest;
        oldest = last < oldest ? last : oldest;
    }
    return newest == (int64_t)v->newest
           && v->stamp_width == width_of_span((uint64_t)newest - (uint64_t)oldest);
}

/* Whether a segment's lengths add up to its bytes, and none is 0. */
static bool lengths_fit(const struct view *v, int segment)
{
    const struct segment *s = &v->segments[segment];
    int zeros = 0;
    if (v->length_width == 1)
        for (int64_t i = 0; i < s->count; i++)
            zeros |= s->lengths[i] == 0;
    else
        for (int64_t i = 0; i < s->count; i++)
            zeros |= load16(s->lengths + 2 * i) == 0;
    return !zeros && member_bytes(v, segment, 0, s->count) == s->bytes;
}

/* Reads the directory and returns its greatest number. */
static uint64_t read_directory(struct view *v, const uint8_t *at, int width)
{
    uint64_t live = load_number(at, width);
    uint64_t greatest = live;
    v->segments[0].count = live < HEAD ? (int64_t)live : HEAD;
    v->segments[1].count = (int64_t)live - v->segments[0].count;
    for (int group = 1; group < GROUPS; group++) {
        uint64_t count = load_number(at + group * width, width);
        v->segments[group + 1].count = (int64_t)count;
        greatest = count > greatest ? count : greatest;
    }
    for (int segment = 0; segment < SEGMENTS; segment++) {
        struct segment *s = &v->segments[segment];
        if (v->length_width == 0) {
            s->bytes = s->count * v->kept_width;
            continue;
        }
        uint64_t bytes = load_number(at + (GROUPS + segment) * width, width);
        s->bytes = (int64_t)bytes;
        greatest = bytes > greatest ? bytes : greatest;
    }
    return greatest;
}

/* Finds the columns and returns the address behind them. Counts are below 2^32: nothing overflows. */
static const uint8_t *find_columns(struct view *v, const uint8_t *at)
{
    for (int segment = 0; segment < SEGMENTS; segment++) {
        struct segment *s = &v->segments[segment];
        s->stamps = at;
        s->prints = s->stamps + s->count * v->stamp_width;
        s->lengths = s->prints + (v->printed ? s->count * PRINT : 0);
        s->members = s->lengths + s->count * v->length_width;
        at = s->members + s->bytes;
    }
    return at;
}

/* Attaches a view to a state; false where its structure is not sound, or it has quarantine. */
static bool attach(struct view *v, const uint8_t *record, int64_t length)
{
    if (length < STATE_HEADER || length > INT32_MAX)
        return false;
    int layout = record[1];
    int code = record[2];
    v->stamp_width = layout & 0xF;
    v->length_width = layout >> 4 & 3;
    if (v->stamp_width > 8 || v->length_width > 2 || code > 2 || (layout & HAS_QUARANTINE) != 0)
        return false;
    v->stamp_shift = (64 - 8 * v->stamp_width) & 63;
    v->stamp_mask = v->stamp_width == 0 ? 0 : ~(uint64_t)0 >> v->stamp_shift;
    v->newest = load64(record + 3);
    bool fixed = v->length_width == 0;
    int width = 1 << code;
    int header = STATE_HEADER + (fixed ? 2 + GROUPS * width : (GROUPS + SEGMENTS) * width);
    if (length < header)
        return false;
    v->member_width = fixed ? (int)load16(record + STATE_HEADER) : 0;
    v->printed = has_prints(v->length_width, v->member_width);
    v->folded = is_folded(v->length_width, v->member_width);
    v->kept_width = v->member_width - (v->folded ? FOLD : 0);
    const uint8_t *end = record + length;
    uint64_t greatest = read_directory(v, record + STATE_HEADER + (fixed ? 2 : 0), width);
    const uint8_t *at = find_columns(v, record + header);
    if (directory_code(greatest) != code || at > end)
        return false;
    if (fixed && v->member_width == 0 && greatest > 0)
        return false;
    for (int segment = 0; segment < SEGMENTS && !fixed; segment++)
        if (!lengths_fit(v, segment))
            return false;
    v->horizon = (layout & HAS_HORIZON) != 0;
    if (v->horizon) {
        if (at + HORIZON_HEADER > end)
            return false;
        v->horizon_stamp = (int64_t)load64(at);
        v->horizon_length = (int)load16(at + 8);
        v->horizon_member = at + HORIZON_HEADER;
        at += HORIZON_HEADER + v->horizon_length;
    }
    return at == end && (greatest == 0 || stamps_fit(v));
}

/* ---- The state of a merge. ---------------------------------------------------------------- */

/* A member that the smaller inputs speak of: one cache line. */
struct touched {
    uint64_t hash;
    uint64_t word;         /* the member, where it has up to eight bytes */
    const uint8_t *far;    /* the member, where it has more */
    int64_t stamps[2];     /* its newest add and delete, for those of `kinds` */
    int32_t indexes[2];    /* of its add and delete in the base, or ABSENT */
    uint8_t groups[2];     /* likewise */
    uint16_t length;
    uint16_t print;        /* in the base */
    uint8_t kinds;         /* bit 0 an add, bit 1 a delete */
    bool searched;         /* false for a member that the base cannot have */
    int32_t slot;
};

struct table {
    struct touched *entries;
    int64_t count;
    int64_t capacity;
    int32_t *slots; /* entry + 1, or 0; a power of two, at least twice the capacity */
    uint32_t mask;
    bool filtered;
    uint32_t filter[1 << 11]; /* a bit for each fingerprint of a touched member */
};

/* The position at or below which everything is forgotten. */
struct horizon {
    bool present;
    int64_t stamp;
    const uint8_t *member;
    int length;
    uint64_t word; /* a copy of a member of up to eight bytes */
};

struct insert {
    int64_t stamp;
    int32_t entry;
};

struct run {
    int32_t start; /* index in the base, or the touched entry */
    int32_t count; /* or NEW */
};

/* A group of the result: runs of the base with new entries between, newest first. */
struct group {
    struct insert *inserts;
    int64_t insert_count, insert_capacity;
    int32_t *removals; /* indexes in the base */
    int64_t removal_count, removal_capacity;
    struct run *runs;
    int64_t run_count, run_capacity;
    int64_t kept; /* entries of the base that the horizon leaves */
    int64_t size;
};

/* A range of one base segment, or one new entry: each of its columns is one block copy. */
struct piece {
    int32_t source; /* base segment, or NEW */
    int32_t start;  /* index in it, or the touched entry */
    int64_t count;
    int64_t bytes; /* of its part of the member column, or of the new member */
    const uint8_t *members;
};

struct shape {
    uint64_t newest;
    int stamp_width;
    int length_width;
    int member_width;
    bool printed;
    bool folded;
    bool state; /* not one of the short shapes */
    uint64_t greatest; /* number in the directory */
    int64_t counts[SEGMENTS];
    int64_t bytes[SEGMENTS]; /* sums of member lengths */
};

struct merge {
    const struct lww_policy *policy;
    bool full;
    struct view base;
    struct view view; /* other states, one after another */
    struct table table;
    struct horizon horizon;
    struct group groups[GROUPS];
    struct piece *pieces;
    int64_t piece_count, piece_capacity;
    int64_t first_pieces[SEGMENTS + 1];
    struct shape shape;
    int64_t size;
    int32_t *states; /* operands that are states; -1 for the existing value */
    int64_t state_count, state_capacity;
    void *scratch; /* for sorting */
    int64_t scratch_capacity;
};

/* ---- The horizon. -------------------------------------------------------------------------- */

INLINE bool excludes(const struct horizon *h, int64_t stamp, const uint8_t *member, int length)
{
    if (!h->present || stamp != h->stamp)
        return h->present && stamp < h->stamp;
    return compare(member, length, h->member, h->length) <= 0;
}

static void raise_horizon(struct horizon *h, int64_t stamp, const uint8_t *member, int length)
{
    if (excludes(h, stamp, member, length))
        return;
    h->present = true;
    h->stamp = stamp;
    h->length = length;
    h->member = member;
    if (length <= 8) { /* it may lie in a word that is used again */
        uint64_t word = 0;
        memcpy(&word, member, (size_t)length);
        h->word = word;
        h->member = (const uint8_t *)&h->word;
    }
}

/* ---- 1. Gather. ------------------------------------------------------------------------------ */

INLINE const uint8_t *touched_member(const struct touched *t)
{
    return t->length <= 8 ? (const uint8_t *)&t->word : t->far;
}

INLINE bool has(const struct touched *t, int kind) { return (t->kinds >> kind & 1) != 0; }

static void place(struct table *table, int32_t entry)
{
    uint32_t slot = (uint32_t)table->entries[entry].hash & table->mask;
    while (table->slots[slot] != 0)
        slot = (slot + 1) & table->mask;
    table->slots[slot] = entry + 1;
    table->entries[entry].slot = (int32_t)slot;
}

static __attribute__((noinline)) void grow_table(struct table *table)
{
    table->capacity = table->capacity == 0 ? 32 : 2 * table->capacity;
    table->entries = grown(table->entries, table->capacity, sizeof *table->entries);
    table->slots = grown(table->slots, 2 * table->capacity, sizeof *table->slots);
    memset(table->slots, 0, (size_t)(2 * table->capacity) * sizeof *table->slots);
    table->mask = (uint32_t)(2 * table->capacity - 1);
    for (int32_t entry = 0; entry < table->count; entry++)
        place(table, entry);
}

INLINE bool is_member(const struct touched *t, uint64_t hash, uint64_t word, const uint8_t *far,
                      int length)
{
    if (t->hash != hash || t->length != length)
        return false;
    return length <= 8 ? t->word == word : memcmp(t->far, far, (size_t)length) == 0;
}

/* Finds a member: `word` where it has up to eight bytes, else `far`. */
INLINE struct touched *find(const struct table *table, uint64_t hash, uint64_t word,
                            const uint8_t *far, int length)
{
    for (uint32_t slot = (uint32_t)hash & table->mask; table->slots[slot] != 0;
         slot = (slot + 1) & table->mask) {
        struct touched *t = &table->entries[table->slots[slot] - 1];
        if (is_member(t, hash, word, far, length))
            return t;
    }
    return NULL;
}

INLINE struct touched *enter(struct table *table, uint64_t hash, uint64_t word, const uint8_t *far,
                             int length)
{
    struct touched *t = find(table, hash, word, far, length);
    if (t != NULL)
        return t;
    if (UNLIKELY(table->count == table->capacity))
        grow_table(table);
    int32_t entry = (int32_t)table->count++;
    t = &table->entries[entry];
    t->hash = hash;
    t->word = word;
    t->far = far;
    t->indexes[0] = ABSENT;
    t->indexes[1] = ABSENT;
    t->length = (uint16_t)length;
    t->kinds = 0;
    place(table, entry);
    return t;
}

/* Enters an operation; kind 0 is an add, 1 a delete. */
INLINE void put(struct table *table, const uint8_t *member, int length, uint64_t word, int kind,
                int64_t stamp)
{
    uint64_t hash = length <= 8 ? hash_word(word, length) : hash_long(member, length);
    struct touched *t = enter(table, hash, word, member, length);
    if (!has(t, kind) || stamp > t->stamps[kind]) {
        t->kinds |= (uint8_t)(1 << kind);
        t->stamps[kind] = stamp;
    }
}

static void clear_table(struct table *table)
{
    for (int64_t i = 0; i < table->count; i++) {
        const struct touched *t = &table->entries[i];
        table->slots[t->slot] = 0;
        if (table->filtered)
            table->filter[t->print >> 5] = 0;
    }
    table->count = 0;
    table->filtered = false;
}

/* Takes an input that is not a single operation; false declines the merge. */
static bool take_other(struct merge *m, int32_t input, const uint8_t *record, int64_t length)
{
    if (length == 0)
        return true; /* the empty state */
    int64_t member_length = length - OPERATION_HEADER;
    if (record[0] == FORGET && member_length >= 0 && member_length <= MAX_MEMBER) {
        raise_horizon(&m->horizon, (int64_t)load64(record + 1), record + OPERATION_HEADER,
                      (int)member_length);
        return true;
    }
    struct view *v = m->state_count == 0 ? &m->base : &m->view;
    if (record[0] != STATE || !attach(v, record, length))
        return false;
    if (v->horizon)
        raise_horizon(&m->horizon, v->horizon_stamp, v->horizon_member, v->horizon_length);
    RESERVE(m->states, m->state_capacity, m->state_count + 1);
    m->states[m->state_count++] = input;
    return true;
}

INLINE bool take(struct merge *m, int32_t input, const uint8_t *record, int64_t length)
{
    int64_t member_length = length - OPERATION_HEADER;
    if (UNLIKELY(member_length <= 0 || member_length > MAX_MEMBER
                 || (record[0] != ADD && record[0] != DELETE)))
        return take_other(m, input, record, length);
    uint64_t word = member_length <= 8 ? load_ending(record + length, (int)member_length) : 0;
    put(&m->table, record + OPERATION_HEADER, (int)member_length, word, record[0] - ADD,
        (int64_t)load64(record + 1));
    return true;
}

/* Enters all operations of a state. */
static void take_state(struct merge *m, const struct view *v)
{
    for (int segment = 0; segment < SEGMENTS; segment++) {
        const struct segment *s = &v->segments[segment];
        const uint8_t *member = s->members;
        int kind = segment == 2 || segment == 4;
        for (int64_t i = 0; i < s->count; i++) {
            int length = segment_length(v, segment, i);
            uint64_t word = v->folded   ? segment_word(v, segment, i)
                            : length <= 8 ? load_ending(member + length, length)
                                          : 0;
            put(&m->table, member, length, word, kind, segment_stamp(v, segment, i));
            member += v->folded ? v->kept_width : length;
        }
    }
}

/* The largest state becomes the base, the others go into the table. */
static void choose_base(struct merge *m, const struct lww_inputs *in)
{
#define LENGTH(input) ((input) < 0 ? in->existing_length : in->operand_lengths[input])
#define RECORD(input) ((input) < 0 ? in->existing : in->operands[input])
    if (m->state_count == 0) {
        memset(&m->base, 0, sizeof m->base);
        return;
    }
    int32_t largest = m->states[0];
    for (int64_t i = 1; i < m->state_count; i++)
        if (LENGTH(m->states[i]) > LENGTH(largest))
            largest = m->states[i];
    if (largest != m->states[0])
        attach(&m->base, RECORD(largest), LENGTH(largest));
    for (int64_t i = 0; i < m->state_count; i++) {
        int32_t input = m->states[i];
        if (input != largest && attach(&m->view, RECORD(input), LENGTH(input)))
            take_state(m, &m->view);
    }
#undef LENGTH
#undef RECORD
}

/* Drops forgotten operations from the table. */
static void drop_forgotten(struct merge *m)
{
    if (!m->horizon.present)
        return;
    for (int64_t i = 0; i < m->table.count; i++) {
        struct touched *t = &m->table.entries[i];
        for (int kind = 0; kind < 2; kind++)
            if (has(t, kind)
                && excludes(&m->horizon, t->stamps[kind], touched_member(t), t->length))
                t->kinds &= (uint8_t) ~(1 << kind);
    }
}

static bool gather(struct merge *m, const struct lww_inputs *in)
{
    m->state_count = 0;
    m->horizon.present = false;
    clear_table(&m->table);
    if (in->existing != NULL && !take(m, -1, in->existing, in->existing_length))
        return false;
    for (int32_t i = 0; i < in->count; i++)
        if (!take(m, i, in->operands[i], in->operand_lengths[i]))
            return false;
    choose_base(m, in);
    drop_forgotten(m);
    return true;
}

/* ---- 2. Search. --------------------------------------------------------------------------------
 *
 * Up to FEW members: each block of 32 fingerprints is compared with those of all members. More:
 * each fingerprint is looked up in a filter of one bit for each that a touched member has; the
 * table decides the few that pass. Both give a mask with a bit for each entry worth a look.
 */

enum { BLOCK = 32, FEW = 24 };

/* Which of 32 fingerprints are equal to `print`. */
INLINE uint32_t equal_prints(const uint8_t *at, uint16_t print)
{
#if defined(__AVX512BW__)
    return _mm512_cmpeq_epi16_mask(_mm512_loadu_si512(at), _mm512_set1_epi16((short)print));
#elif defined(__AVX2__)
    __m256i wanted = _mm256_set1_epi16((short)print);
    __m256i low = _mm256_cmpeq_epi16(_mm256_loadu_si256((const __m256i *)at), wanted);
    __m256i high = _mm256_cmpeq_epi16(_mm256_loadu_si256((const __m256i *)(at + 32)), wanted);
    __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xD8);
    return (uint32_t)_mm256_movemask_epi8(bytes);
#else
    uint32_t mask = 0;
    for (int i = 0; i < BLOCK; i++)
        mask |= (uint32_t)(load16(at + PRINT * i) == print) << i;
    return mask;
#endif
}

/* Which of 32 fingerprints the filter lets pass; a loop that compilers turn into gathers. */
INLINE uint32_t filtered_prints(const uint8_t *at, const uint32_t *filter)
{
    uint16_t prints[BLOCK];
    memcpy(prints, at, sizeof prints);
    uint32_t mask = 0;
    for (int i = 0; i < BLOCK; i++)
        mask |= (filter[prints[i] >> 5] >> (prints[i] & 31) & 1) << i;
    return mask;
}

/* What a search looks for in one group, and how far it is. */
struct search {
    struct table *table;
    const struct view *base;
    int group;
    int segment;
    int64_t first;  /* index in the group of the segment's first entry */
    int64_t walked; /* index in the segment, and the address of its member */
    const uint8_t *member;
    uint16_t prints[FEW];
    int print_count;
    int64_t left; /* members not found yet */
};

/* The candidate's member, where members vary in length: lengths are summed from the last one on. */
INLINE const uint8_t *walk_to(struct search *s, int64_t index)
{
    s->member += member_bytes(s->base, s->segment, s->walked, index - s->walked);
    s->walked = index;
    return s->member;
}

/* Looks at an entry whose fingerprint is a touched member's. */
static void match(struct search *s, int64_t index)
{
    const struct view *base = s->base;
    int length = segment_length(base, s->segment, index);
    const uint8_t *member = base->folded ? NULL : walk_to(s, index);
    uint64_t word = base->folded  ? segment_word(base, s->segment, index)
                    : length <= 8 ? load_ending(member + length, length)
                                  : 0;
    uint64_t hash = length <= 8 ? hash_word(word, length) : hash_long(member, length);
    struct touched *t = find(s->table, hash, word, member, length);
    if (t != NULL) {
        int kind = kind_of(s->group);
        t->groups[kind] = (uint8_t)s->group;
        t->indexes[kind] = (int32_t)(s->first + index);
        s->left--;
    }
}

INLINE bool passes(const struct search *s, uint32_t print)
{
    if (s->print_count == 0)
        return (s->table->filter[print >> 5] >> (print & 31) & 1) != 0;
    for (int i = 0; i < s->print_count; i++)
        if (s->prints[i] == print)
            return true;
    return false;
}

/* Looks at blocks of 32 and then at what is left, until all members are found. */
INLINE void scan(struct search *s, int64_t count, int print_count)
{
    const uint8_t *column = s->base->segments[s->segment].prints;
    int64_t i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
        const uint8_t *at = column + PRINT * i;
        uint32_t mask = 0;
        if (print_count == 0)
            mask = filtered_prints(at, s->table->filter);
        for (int p = 0; p < print_count; p++)
            mask |= equal_prints(at, s->prints[p]);
        for (; UNLIKELY(mask != 0); mask &= mask - 1) {
            match(s, i + __builtin_ctz(mask));
            if (s->left == 0)
                return;
        }
    }
    for (; i < count; i++)
        if (passes(s, load16(column + PRINT * i)))
            match(s, i);
}

static void scan_segment(struct search *s, int segment, int64_t first, int64_t count)
{
    if (count == 0 || s->left == 0)
        return;
    s->segment = segment;
    s->first = first;
    s->walked = 0;
    s->member = s->base->segments[segment].members;
    if (!s->base->printed) { /* one entry, or members of one byte */
        for (int64_t i = 0; i < count; i++)
            match(s, i);
        return;
    }
    switch (s->print_count) { /* one loop for each of the common numbers */
    case 0: scan(s, count, 0); break;
    case 1: scan(s, count, 1); break;
    case 2: scan(s, count, 2); break;
    case 4: scan(s, count, 4); break;
    case 8: scan(s, count, 8); break;
    default: scan(s, count, s->print_count); break;
    }
}

/* Works out which fingerprints the base would have for the touched members. */
static int64_t want_prints(struct merge *m, struct search *s)
{
    struct table *table = &m->table;
    int width = m->base.folded ? m->base.member_width : 0;
    bool fixed = m->base.length_width == 0;
    int64_t wanted = 0;
    for (int64_t i = 0; i < table->count; i++) {
        struct touched *t = &table->entries[i];
        t->searched = !fixed || t->length == m->base.member_width;
        if (!t->searched)
            continue;
        t->print = (uint16_t)(width != 0 ? fold_print(t->word, width) : t->hash >> 48);
        if (wanted < FEW)
            s->prints[wanted] = t->print;
        wanted++;
    }
    return wanted;
}

static void fill_filter(struct table *table)
{
    for (int64_t i = 0; i < table->count; i++) {
        struct touched *t = &table->entries[i];
        if (t->searched)
            table->filter[t->print >> 5] |= (uint32_t)1 << (t->print & 31);
        else
            t->print = 0; /* for clear_table */
    }
    table->filtered = true;
}

static void search_base(struct merge *m)
{
    struct search s;
    s.table = &m->table;
    s.base = &m->base;
    int64_t wanted = want_prints(m, &s);
    if (wanted == 0)
        return;
    s.print_count = wanted <= FEW ? (int)wanted : 0;
    if (wanted > FEW)
        fill_filter(&m->table);
    for (int group = 0; group < GROUPS; group++) {
        int64_t kept = m->groups[group].kept;
        int64_t head = group != LIVE ? kept : kept < HEAD ? kept : HEAD;
        s.group = group;
        s.left = wanted;
        scan_segment(&s, first_segment(group), 0, head);
        scan_segment(&s, 1, head, kept - head);
    }
}

/* ---- 3. Resolve. ---------------------------------------------------------------------------- */

INLINE void insert_entry(struct group *g, int64_t stamp, int32_t entry)
{
    RESERVE(g->inserts, g->insert_capacity, g->insert_count + 1);
    g->inserts[g->insert_count++] = (struct insert){stamp, entry};
}

INLINE void remove_index(struct group *g, int32_t index)
{
    RESERVE(g->removals, g->removal_capacity, g->removal_count + 1);
    g->removals[g->removal_count++] = index;
}

/* Brings a stamp to the newer of the operands' and the base's; returns whether there is one. */
INLINE bool settle_stamp(const struct merge *m, struct touched *t, int kind, int64_t *stored)
{
    if (t->indexes[kind] == ABSENT)
        return has(t, kind);
    *stored = group_stamp(&m->base, t->groups[kind], t->indexes[kind]);
    if (!has(t, kind) || *stored > t->stamps[kind])
        t->stamps[kind] = *stored;
    return true;
}

INLINE void settle_place(struct merge *m, int32_t entry, int kind, bool present, int group,
                         int64_t stored)
{
    const struct touched *t = &m->table.entries[entry];
    if (t->indexes[kind] != ABSENT) {
        if (present && t->groups[kind] == group && stored == t->stamps[kind])
            return;
        remove_index(&m->groups[t->groups[kind]], t->indexes[kind]);
    }
    if (present)
        insert_entry(&m->groups[group], t->stamps[kind], entry);
}

/* Operands come oldest first, groups are newest first: going backwards leaves little to sort. */
static void resolve(struct merge *m)
{
    bool keep = m->policy->keep != 0;
    for (int32_t entry = (int32_t)m->table.count - 1; entry >= 0; entry--) {
        struct touched *t = &m->table.entries[entry];
        int64_t stored[2] = {0, 0};
        bool added = settle_stamp(m, t, 0, &stored[0]);
        bool deleted = settle_stamp(m, t, 1, &stored[1]);
        bool live = added && (!deleted || t->stamps[0] > t->stamps[1]);
        if (keep && added && deleted) {
            added = live;
            deleted = !live;
        }
        settle_place(m, entry, 0, added, live ? LIVE : BURIED, stored[0]);
        settle_place(m, entry, 1, deleted, live ? OUTLIVED : TOMBSTONES, stored[1]);
    }
}

/* ---- 4. Build. -------------------------------------------------------------------------------- */

INLINE bool newest_first(const struct merge *m, struct insert a, struct insert b)
{
    if (a.stamp != b.stamp)
        return a.stamp > b.stamp;
    const struct touched *first = &m->table.entries[a.entry];
    const struct touched *second = &m->table.entries[b.entry];
    return compare(touched_member(first), first->length, touched_member(second), second->length)
           >= 0;
}

INLINE bool ascending(const struct merge *m, int32_t a, int32_t b)
{
    (void)m;
    return a <= b;
}

/*
 * Defines a stable sort: insertion sort in blocks of 16, then merges of neighbours. Blocks that are
 * in order already, as nearly all are, cost one comparison.
 */
#define DEFINE_SORT(name, type, in_order)                                                   \
    static void name(struct merge *m, type *values, int64_t count)                          \
    {                                                                                       \
        for (int64_t from = 0; from < count; from += 16) {                                  \
            int64_t to = count < from + 16 ? count : from + 16;                             \
            for (int64_t i = from + 1; i < to; i++) {                                       \
                type value = values[i];                                                     \
                int64_t at = i;                                                             \
                for (; at > from && !in_order(m, values[at - 1], value); at--)              \
                    values[at] = values[at - 1];                                            \
                values[at] = value;                                                         \
            }                                                                               \
        }                                                                                   \
        if (count > 16 && m->scratch_capacity < count * (int64_t)sizeof(type)) {            \
            m->scratch_capacity = 2 * count * (int64_t)sizeof(type);                        \
            m->scratch = grown(m->scratch, m->scratch_capacity, 1);                         \
        }                                                                                   \
        type *left = m->scratch;                                                            \
        for (int64_t width = 16; width < count; width *= 2)                                 \
            for (int64_t from = 0; from + width < count; from += 2 * width) {               \
                int64_t middle = from + width;                                              \
                int64_t to = count < middle + width ? count : middle + width;               \
                if (in_order(m, values[middle - 1], values[middle]))                        \
                    continue;                                                               \
                memcpy(left, values + from, (size_t)width * sizeof(type));                  \
                int64_t l = 0, r = middle, out = from;                                      \
                while (l < width && r < to)                                                 \
                    values[out++] = in_order(m, left[l], values[r]) ? left[l++] : values[r++]; \
                memcpy(values + out, left + l, (size_t)(width - l) * sizeof(type));         \
            }                                                                               \
    }

DEFINE_SORT(sort_inserts, struct insert, newest_first)
DEFINE_SORT(sort_removals, int32_t, ascending)

/* The first index from `from` on whose stamp is at or below `age`; no branch depends on a stamp. */
INLINE int64_t lower_bound(const struct view *v, int segment, int64_t from, int64_t to,
                           uint64_t age)
{
    const uint8_t *stamps = v->segments[segment].stamps;
    int64_t length = to - from;
    while (length > 0) {
        int64_t half = length / 2;
        bool newer = age_at(v, stamps, from + half) < age;
        from = newer ? from + half + 1 : from;
        length = newer ? length - half - 1 : half;
    }
    return from;
}

/* The first index of a group from `from` on whose position is below the entry's. */
static int64_t insertion_point(const struct merge *m, int group, struct insert insert, int64_t from)
{
    const struct view *v = &m->base;
    int64_t kept = m->groups[group].kept;
    if (from >= kept || group_stamp(v, group, from) < insert.stamp)
        return from;
    uint64_t age = v->newest - (uint64_t)insert.stamp; /* not newer than `from`, so no wrap */
    int64_t head = group != LIVE ? kept : kept < HEAD ? kept : HEAD;
    int64_t at = from < head ? lower_bound(v, first_segment(group), from, head, age) : from;
    if (at >= head && head < kept)
        at = head + lower_bound(v, 1, at - head, kept - head, age);
    const struct touched *t = &m->table.entries[insert.entry];
    for (; at < kept && group_stamp(v, group, at) == insert.stamp; at++) {
        uint64_t word;
        int64_t index = at;
        int segment = locate(v, group, &index);
        const uint8_t *member = segment_member(v, segment, index, &word);
        if (compare(member, segment_length(v, segment, index), touched_member(t), t->length) <= 0)
            break;
    }
    return at;
}

INLINE void add_run(struct group *g, int64_t start, int64_t count)
{
    if (count > 0) {
        g->runs[g->run_count++] = (struct run){(int32_t)start, (int32_t)count};
        g->size += count;
    }
}

static void build_group(struct merge *m, int group)
{
    struct group *g = &m->groups[group];
    if (g->insert_count > 1)
        sort_inserts(m, g->inserts, g->insert_count);
    if (g->removal_count > 1)
        sort_removals(m, g->removals, g->removal_count);
    RESERVE(g->runs, g->run_capacity, 2 * (g->insert_count + g->removal_count) + 1);
    g->run_count = 0;
    g->size = 0;
    int64_t at = 0;
    int64_t removal = 0;
    for (int64_t i = 0; i < g->insert_count; i++) {
        int64_t point = insertion_point(m, group, g->inserts[i], at);
        for (; removal < g->removal_count && g->removals[removal] < point; removal++) {
            add_run(g, at, g->removals[removal] - at);
            at = g->removals[removal] + 1;
        }
        add_run(g, at, point - at);
        at = point;
        g->runs[g->run_count++] = (struct run){g->inserts[i].entry, NEW};
        g->size++;
    }
    for (; removal < g->removal_count; removal++) {
        add_run(g, at, g->removals[removal] - at);
        at = g->removals[removal] + 1;
    }
    add_run(g, at, g->kept - at);
}

/* ---- 5. Truncate. ------------------------------------------------------------------------------- */

INLINE int64_t run_stamp(const struct merge *m, int group, struct run run, bool last)
{
    if (run.count == NEW)
        return m->table.entries[run.start].stamps[kind_of(group)];
    return group_stamp(&m->base, group, run.start + (last ? run.count - 1 : 0));
}

INLINE int64_t first_stamp(const struct merge *m, int group)
{
    return run_stamp(m, group, m->groups[group].runs[0], false);
}

INLINE int64_t last_stamp(const struct merge *m, int group)
{
    const struct group *g = &m->groups[group];
    return run_stamp(m, group, g->runs[g->run_count - 1], true);
}

static const uint8_t *last_member(const struct merge *m, int group, int *length, uint64_t *word)
{
    const struct group *g = &m->groups[group];
    struct run run = g->runs[g->run_count - 1];
    if (run.count == NEW) {
        *length = m->table.entries[run.start].length;
        return touched_member(&m->table.entries[run.start]);
    }
    int64_t index = run.start + run.count - 1;
    int segment = locate(&m->base, group, &index);
    *length = segment_length(&m->base, segment, index);
    return segment_member(&m->base, segment, index, word);
}

/* Takes the oldest entry of a group off. */
INLINE void pop(struct group *g)
{
    struct run *run = &g->runs[g->run_count - 1];
    if (run->count == NEW || --run->count == 0)
        g->run_count--;
    g->size--;
}

/* Which of two groups, not both empty, has the older last entry. */
static int older(const struct merge *m, int a, int b)
{
    if (m->groups[a].size == 0 || m->groups[b].size == 0)
        return m->groups[a].size == 0 ? b : a;
    int64_t a_stamp = last_stamp(m, a);
    int64_t b_stamp = last_stamp(m, b);
    if (a_stamp != b_stamp)
        return a_stamp < b_stamp ? a : b;
    uint64_t a_word, b_word;
    int a_length, b_length;
    const uint8_t *a_member = last_member(m, a, &a_length, &a_word);
    const uint8_t *b_member = last_member(m, b, &b_length, &b_word);
    return compare(a_member, a_length, b_member, b_length) < 0 ? a : b;
}

/* Leaves two groups no more than `bound` entries; the horizon rises to the last one taken off. */
static void bound_groups(struct merge *m, int a, int b, int64_t bound)
{
    if (bound < 0)
        return;
    for (int64_t excess = m->groups[a].size + m->groups[b].size - bound; excess > 0; excess--) {
        int group = older(m, a, b);
        if (excess == 1) {
            uint64_t word;
            int length;
            const uint8_t *member = last_member(m, group, &length, &word);
            raise_horizon(&m->horizon, last_stamp(m, group), member, length);
        }
        pop(&m->groups[group]);
    }
}

static void drop_below_horizon(struct merge *m, int group)
{
    struct group *g = &m->groups[group];
    while (g->size > 0) {
        int64_t stamp = last_stamp(m, group);
        if (stamp > m->horizon.stamp)
            return;
        if (stamp == m->horizon.stamp) { /* only then is the member worth finding */
            uint64_t word;
            int length;
            const uint8_t *member = last_member(m, group, &length, &word);
            if (!excludes(&m->horizon, stamp, member, length))
                return;
        }
        pop(g);
    }
}

/* The stamp before which operations are history, where the policy has a window. */
static bool oldest_kept(const struct merge *m, int64_t *oldest)
{
    bool any = false;
    int64_t newest = INT64_MIN;
    for (int group = 0; group < GROUPS && m->policy->window >= 0; group++)
        if (m->groups[group].size > 0) {
            int64_t stamp = first_stamp(m, group);
            newest = stamp > newest ? stamp : newest;
            any = true;
        }
    if (any && __builtin_sub_overflow(newest, m->policy->window, oldest))
        *oldest = INT64_MIN;
    return any;
}

static void forget(struct merge *m)
{
    int64_t oldest;
    bool aged = oldest_kept(m, &oldest);
    bound_groups(m, LIVE, BURIED, m->policy->max_adds);
    bound_groups(m, TOMBSTONES, OUTLIVED, m->policy->max_deletes);
    if (aged)
        raise_horizon(&m->horizon, oldest, (const uint8_t *)"", 0);
    for (int group = 0; group < GROUPS && m->horizon.present; group++)
        drop_below_horizon(m, group);
}

static void keep(struct merge *m)
{
    struct group *live = &m->groups[LIVE];
    struct group *tombstones = &m->groups[TOMBSTONES];
    int64_t oldest;
    bool aged = oldest_kept(m, &oldest);
    while (m->policy->max_adds >= 0 && live->size > m->policy->max_adds)
        pop(live);
    while (m->policy->max_deletes >= 0 && tombstones->size > m->policy->max_deletes)
        pop(tombstones);
    while (aged && tombstones->size > 0 && last_stamp(m, TOMBSTONES) < oldest)
        pop(tombstones);
}

/* ---- 6. Lay out. ----------------------------------------------------------------------------------
 *
 * The live group's runs are cut where the base's head ends and where the result's head ends, so that
 * each piece lies in one segment on both sides.
 */

/* How far the layout is in a base segment: the next index and where its member lies. */
struct cursor {
    int source;
    int64_t index;
    const uint8_t *member;
};

INLINE void add_piece(struct merge *m, int segment, struct piece piece, int64_t lengths)
{
    m->pieces[m->piece_count++] = piece;
    m->shape.counts[segment] += piece.count;
    m->shape.bytes[segment] += lengths;
}

/* Adds base entries of a group from `start` on, no further than their segment; returns how many. */
INLINE int64_t add_range(struct merge *m, int group, int segment, int64_t start, int64_t count,
                         struct cursor *c)
{
    const struct view *base = &m->base;
    int source = locate(base, group, &start);
    const struct segment *s = &base->segments[source];
    if (count > s->count - start)
        count = s->count - start;
    if (c->source != source)
        *c = (struct cursor){source, 0, s->members};
    const uint8_t *member = c->member + member_bytes(base, source, c->index, start - c->index);
    int64_t bytes = member_bytes(base, source, start, count);
    *c = (struct cursor){source, start + count, member + bytes};
    add_piece(m, segment, (struct piece){source, (int32_t)start, count, bytes, member},
              base->folded ? count * base->member_width : bytes);
    return count;
}

static void lay_out_group(struct merge *m, int group, int segment)
{
    const struct group *g = &m->groups[group];
    struct cursor c = {-1, 0, NULL};
    for (int64_t r = 0; r < g->run_count; r++) {
        struct run run = g->runs[r];
        int64_t count = run.count == NEW ? 1 : run.count;
        for (int64_t done = 0; done < count;) {
            if (segment == 0 && m->shape.counts[0] == HEAD)
                m->first_pieces[++segment] = m->piece_count;
            int64_t room = segment == 0 ? HEAD - m->shape.counts[0] : INT64_MAX;
            int64_t wanted = count - done < room ? count - done : room;
            if (run.count == NEW) {
                const struct touched *t = &m->table.entries[run.start];
                add_piece(m, segment,
                          (struct piece){NEW, run.start, 1, t->length, touched_member(t)},
                          t->length);
                done++;
            } else {
                done += add_range(m, group, segment, run.start + done, wanted, &c);
            }
        }
    }
    if (segment == 0)
        m->first_pieces[1] = m->piece_count;
}

static void lay_out(struct merge *m)
{
    int64_t worst = 3; /* the head's end on either side cuts a run once more */
    for (int group = 0; group < GROUPS; group++)
        worst += m->groups[group].run_count;
    RESERVE(m->pieces, m->piece_capacity, worst);
    m->piece_count = 0;
    memset(m->shape.counts, 0, sizeof m->shape.counts);
    memset(m->shape.bytes, 0, sizeof m->shape.bytes);
    for (int group = 0; group < GROUPS; group++) {
        m->first_pieces[first_segment(group)] = m->piece_count;
        lay_out_group(m, group, first_segment(group));
    }
    m->first_pieces[SEGMENTS] = m->piece_count;
}

static void shape_stamps(struct merge *m)
{
    int64_t newest = INT64_MIN;
    int64_t oldest = INT64_MAX;
    for (int group = 0; group < GROUPS; group++) {
        if (m->groups[group].size == 0)
            continue;
        int64_t first = first_stamp(m, group);
        int64_t last = last_stamp(m, group);
        newest = first > newest ? first : newest;
        oldest = last < oldest ? last : oldest;
    }
    bool any = m->piece_count > 0;
    m->shape.newest = any ? (uint64_t)newest : 0;
    m->shape.stamp_width = any ? width_of_span((uint64_t)newest - (uint64_t)oldest) : 0;
}

struct range {
    int shortest;
    int longest;
};

INLINE void widen(struct range *range, int length)
{
    range->shortest = length < range->shortest ? length : range->shortest;
    range->longest = length > range->longest ? length : range->longest;
}

/* Widens by a piece's lengths until no further one can change the outcome. */
INLINE bool settled(const struct merge *m, const struct range *r)
{
    return r->shortest < r->longest && (r->longest > 0xFF || m->base.length_width == 1);
}

static void shape_lengths(struct merge *m)
{
    struct range range = {INT32_MAX, 0};
    const struct view *base = &m->base;
    for (int64_t i = 0; i < m->piece_count; i++)
        if (m->pieces[i].source == NEW)
            widen(&range, m->table.entries[m->pieces[i].start].length);
        else if (base->length_width == 0)
            widen(&range, base->member_width);
    for (int64_t i = 0; i < m->piece_count && base->length_width != 0; i++) {
        const struct piece *p = &m->pieces[i];
        for (int64_t j = 0; p->source != NEW && j < p->count; j++) {
            if (settled(m, &range))
                break;
            widen(&range, segment_length(base, p->source, p->start + j));
        }
    }
    bool uniform = range.shortest >= range.longest;
    m->shape.member_width = uniform ? range.longest : 0;
    m->shape.length_width = uniform ? 0 : range.longest > 0xFF ? 2 : 1;
    m->shape.printed = has_prints(m->shape.length_width, m->shape.member_width);
    m->shape.folded = is_folded(m->shape.length_width, m->shape.member_width);
}

static int64_t state_size(struct shape *shape, const struct horizon *horizon)
{
    int64_t entry = shape->stamp_width + shape->length_width + (shape->printed ? PRINT : 0)
                    - (shape->folded ? FOLD : 0);
    uint64_t greatest = (uint64_t)(shape->counts[0] + shape->counts[1]);
    int64_t size = 0;
    for (int segment = 0; segment < SEGMENTS; segment++) {
        uint64_t count = (uint64_t)shape->counts[segment];
        uint64_t bytes = shape->length_width == 0 ? 0 : (uint64_t)shape->bytes[segment];
        greatest = count > greatest ? count : greatest;
        greatest = bytes > greatest ? bytes : greatest;
        size += shape->counts[segment] * entry + shape->bytes[segment];
    }
    shape->greatest = greatest;
    int width = 1 << directory_code(greatest);
    size += STATE_HEADER
            + (shape->length_width == 0 ? 2 + GROUPS * width : (GROUPS + SEGMENTS) * width);
    return size + (horizon->present ? HORIZON_HEADER + horizon->length : 0);
}

static int64_t measure(struct merge *m)
{
    struct shape *shape = &m->shape;
    int64_t entries = 0;
    int64_t bytes = 0;
    for (int segment = 0; segment < SEGMENTS; segment++) {
        entries += shape->counts[segment];
        bytes += shape->bytes[segment];
    }
    shape->state = entries > 1 || (entries == 1 && m->horizon.present);
    if (shape->state)
        return state_size(shape, &m->horizon);
    if (entries == 1)
        return OPERATION_HEADER + bytes;
    return m->horizon.present ? OPERATION_HEADER + m->horizon.length : 0;
}

/* ---- 7. Write. --------------------------------------------------------------------------------------
 *
 * Columns are written in ascending order, so a stamp may be stored as eight bytes: what it writes
 * too much is written again, or lies in the slack.
 */

/* Walks a piece's members one by one, where a column cannot be copied as it is. */
struct walk {
    const struct view *base;
    const struct piece *piece;
    int64_t next;
    const uint8_t *column;
    const uint8_t *member;
    int length;
    uint64_t word;
};

INLINE struct walk start_walk(const struct merge *m, const struct piece *piece)
{
    return (struct walk){&m->base, piece, 0, piece->members, NULL, 0, 0};
}

static bool next_member(struct walk *w)
{
    const struct piece *p = w->piece;
    if (w->next == p->count)
        return false;
    int64_t index = p->start + w->next++;
    if (p->source == NEW) {
        w->member = p->members;
        w->length = (int)p->bytes;
        return true;
    }
    w->column += w->length;
    w->length = segment_length(w->base, p->source, index);
    w->member = w->base->folded ? segment_member(w->base, p->source, index, &w->word) : w->column;
    return true;
}

/* A member of up to eight bytes as a word, wherever it lies. */
static uint64_t word_of(const uint8_t *member, int length)
{
    uint64_t word = 0;
    memcpy(&word, member, (size_t)length);
    return word;
}

static uint8_t *write_stamps(const struct merge *m, const struct piece *from,
                             const struct piece *to, int kind, uint8_t *at)
{
    const struct view *base = &m->base;
    int64_t width = m->shape.stamp_width;
    bool same = base->stamp_width == width;
    for (const struct piece *p = from; p < to; p++) {
        if (p->source == NEW) {
            store64(at, (uint64_t)m->table.entries[p->start].stamps[kind]);
            at += width;
        } else if (same) {
            at = copy(at, base->segments[p->source].stamps + p->start * width, p->count * width);
        } else {
            for (int64_t i = 0; i < p->count; i++, at += width)
                store64(at, (uint64_t)segment_stamp(base, p->source, p->start + i));
        }
    }
    return at;
}

static uint8_t *write_prints(const struct merge *m, const struct piece *from,
                             const struct piece *to, uint8_t *at)
{
    const struct view *base = &m->base;
    const struct shape *shape = &m->shape;
    bool same = base->printed && base->folded == shape->folded;
    for (const struct piece *p = from; p < to; p++) {
        if (p->source == NEW) {
            const struct touched *t = &m->table.entries[p->start];
            store16(at, shape->folded ? fold_print(t->word, shape->member_width)
                                      : (uint32_t)(t->hash >> 48));
            at += PRINT;
        } else if (same) {
            at = copy(at, base->segments[p->source].prints + p->start * (int64_t)PRINT,
                      p->count * PRINT);
        } else {
            for (struct walk w = start_walk(m, p); next_member(&w); at += PRINT) {
                uint64_t word = w.length <= 8 ? word_of(w.member, w.length) : 0;
                uint64_t hash = w.length <= 8 ? hash_word(word, w.length)
                                              : hash_long(w.member, w.length);
                store16(at, shape->folded ? fold_print(word, w.length) : (uint32_t)(hash >> 48));
            }
        }
    }
    return at;
}

static uint8_t *write_lengths(const struct merge *m, const struct piece *from,
                              const struct piece *to, uint8_t *at)
{
    const struct view *base = &m->base;
    int width = m->shape.length_width;
    for (const struct piece *p = from; p < to; p++) {
        if (p->source != NEW && base->length_width == width) {
            at = copy(at, base->segments[p->source].lengths + p->start * (int64_t)width,
                      p->count * width);
            continue;
        }
        for (int64_t i = 0; i < p->count; i++, at += width) {
            int length = p->source == NEW ? (int)p->bytes
                                          : segment_length(base, p->source, p->start + i);
            store16(at, (uint32_t)length); /* one byte too many is written again */
        }
    }
    return at;
}

static uint8_t *write_members(const struct merge *m, const struct piece *from,
                              const struct piece *to, uint8_t *at)
{
    bool folded = m->shape.folded;
    int width = m->shape.member_width;
    for (const struct piece *p = from; p < to; p++) {
        if (folded && p->source == NEW) {
            store64(at, fold_rest(m->table.entries[p->start].word, width));
            at += width - FOLD;
        } else if (p->source == NEW || m->base.folded == folded) {
            at = copy(at, p->members, p->bytes);
        } else if (folded) {
            for (struct walk w = start_walk(m, p); next_member(&w); at += width - FOLD)
                store64(at, fold_rest(word_of(w.member, w.length), width));
        } else {
            for (struct walk w = start_walk(m, p); next_member(&w);)
                at = copy(at, w.member, w.length);
        }
    }
    return at;
}

INLINE uint8_t *write_number(uint8_t *at, int width, int64_t number)
{
    memcpy(at, &number, 4); /* what is too much is written again */
    return at + width;
}

static uint8_t *write_header(const struct merge *m, uint8_t *at)
{
    const struct shape *shape = &m->shape;
    int code = directory_code(shape->greatest);
    int width = 1 << code;
    at[0] = STATE;
    at[1] = (uint8_t)(shape->stamp_width | shape->length_width << 4
                      | (m->horizon.present ? HAS_HORIZON : 0));
    at[2] = (uint8_t)code;
    store64(at + 3, shape->newest);
    at += STATE_HEADER;
    if (shape->length_width == 0) {
        store16(at, (uint32_t)shape->member_width);
        at += 2;
    }
    at = write_number(at, width, shape->counts[0] + shape->counts[1]);
    for (int segment = 2; segment < SEGMENTS; segment++)
        at = write_number(at, width, shape->counts[segment]);
    for (int segment = 0; segment < SEGMENTS && shape->length_width != 0; segment++)
        at = write_number(at, width, shape->bytes[segment]);
    return at;
}

static void write_state(const struct merge *m, uint8_t *at)
{
    const struct shape *shape = &m->shape;
    at = write_header(m, at);
    for (int segment = 0; segment < SEGMENTS; segment++) {
        const struct piece *from = m->pieces + m->first_pieces[segment];
        const struct piece *to = m->pieces + m->first_pieces[segment + 1];
        if (from == to)
            continue;
        at = write_stamps(m, from, to, segment == 2 || segment == 4, at);
        at = shape->printed ? write_prints(m, from, to, at) : at;
        at = shape->length_width != 0 ? write_lengths(m, from, to, at) : at;
        at = write_members(m, from, to, at);
    }
    if (m->horizon.present) {
        store64(at, (uint64_t)m->horizon.stamp);
        store16(at + 8, (uint32_t)m->horizon.length);
        copy(at + HORIZON_HEADER, m->horizon.member, m->horizon.length);
    }
}

static void write_short(const struct merge *m, uint8_t *at)
{
    if (m->piece_count == 1) {
        at[0] = m->shape.counts[0] == 1 ? ADD : DELETE;
        store64(at + 1, m->shape.newest);
        struct walk w = start_walk(m, m->pieces);
        next_member(&w);
        copy(at + OPERATION_HEADER, w.member, w.length);
    } else if (m->horizon.present) {
        at[0] = FORGET;
        store64(at + 1, (uint64_t)m->horizon.stamp);
        copy(at + OPERATION_HEADER, m->horizon.member, m->horizon.length);
    }
}

/* ---- The whole. ----------------------------------------------------------------------------------------- */

/* Initial-exec: one load instead of a call, at the price of eight bytes of the process's own. */
static _Thread_local struct merge *thread_merge __attribute__((tls_model("initial-exec")));
static pthread_key_t merges; /* frees a thread's scratch when the thread ends */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void free_merge(void *merge)
{
    struct merge *m = merge;
    for (int group = 0; group < GROUPS; group++) {
        free(m->groups[group].inserts);
        free(m->groups[group].removals);
        free(m->groups[group].runs);
    }
    free(m->table.entries);
    free(m->table.slots);
    free(m->pieces);
    free(m->states);
    free(m->scratch);
    free(m);
}

static void create_key(void) { pthread_key_create(&merges, free_merge); }

static __attribute__((noinline)) struct merge *new_merge(void)
{
    struct merge *m = calloc(1, sizeof *m);
    if (m == NULL)
        abort();
    grow_table(&m->table);
    pthread_once(&once, create_key);
    pthread_setspecific(merges, m);
    thread_merge = m;
    return m;
}

/* How many of the base's entries the horizon, and KEEP's rule of one entry a member, leave. */
static int64_t kept_of(const struct merge *m, int group)
{
    int64_t count = group_count(&m->base, group);
    if (count == 0 || (m->policy->keep && (group == BURIED || group == OUTLIVED)))
        return 0;
    if (!m->horizon.present || group_stamp(&m->base, group, count - 1) > m->horizon.stamp)
        return count;
    int64_t low = 0;
    for (int64_t high = count; low < high;) {
        int64_t middle = (low + high) / 2;
        int64_t index = middle;
        uint64_t word;
        int segment = locate(&m->base, group, &index);
        int64_t stamp = segment_stamp(&m->base, segment, index);
        bool out = stamp < m->horizon.stamp;
        if (stamp == m->horizon.stamp)
            out = excludes(&m->horizon, stamp, segment_member(&m->base, segment, index, &word),
                           segment_length(&m->base, segment, index));
        low = out ? low : middle + 1;
        high = out ? middle : high;
    }
    return low;
}

int64_t lww_plan(const struct lww_policy *policy, const struct lww_inputs *inputs)
{
    struct merge *m = thread_merge != NULL ? thread_merge : new_merge();
    m->policy = policy;
    if (!gather(m, inputs))
        return LWW_DECLINED;
    for (int group = 0; group < GROUPS; group++) {
        struct group *g = &m->groups[group];
        g->insert_count = 0;
        g->removal_count = 0;
        g->kept = kept_of(m, group);
    }
    if (m->table.count > 0) {
        search_base(m);
        resolve(m);
    }
    for (int group = 0; group < GROUPS; group++)
        build_group(m, group);
    if (!policy->keep)
        forget(m);
    else if (inputs->full)
        keep(m);
    lay_out(m);
    shape_stamps(m);
    shape_lengths(m);
    return measure(m);
}

void lww_write(uint8_t *output)
{
    const struct merge *m = thread_merge;
    if (m->shape.state)
        write_state(m, output);
    else
        write_short(m, output);
}

int64_t lww_merge(const struct lww_policy *policy, const uint8_t *existing, int64_t existing_length,
                  const uint8_t *const *operands, const int64_t *operand_lengths, int32_t count,
                  int32_t full, uint8_t *output, int64_t capacity)
{
    struct lww_inputs inputs = {existing, existing_length, operands, operand_lengths, count, full};
    int64_t size = lww_plan(policy, &inputs);
    if (size >= 0 && size + LWW_SLACK <= capacity)
        lww_write(output);
    return size;
}
