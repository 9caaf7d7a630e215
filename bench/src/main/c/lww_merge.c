// SPDX-License-Identifier: Apache-2.0

/*
 * The merge kernel in C: what the one in Java (engine, dev.lastword.merge) is measured against. The
 * same algorithm, and the same results byte for byte. docs/format.md specifies the format.
 *
 *   1. gather    enter single operations into a hash table by member; the largest state becomes the
 *                base, the others' operations go into the table too; find the horizon
 *   2. search    find those members in the base, by its fingerprints
 *   3. resolve   decide each touched member: what leaves the base, what enters which group
 *   4. build     each group as pieces: ranges of the base with new entries between
 *   5. truncate  take entries off the groups' ends, raise the horizon
 *   6. lay out   choose widths, measure
 *   7. write     block copies, column by column
 *
 * Two things are not here, as no benchmark asks for them: quarantine and inputs that cannot be read
 * (declined), and memory that cannot be had (ends the process). No read leaves an input's bytes.
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
enum { PRINT = 2, FOLD = 2, MAX_FOLDED = 8 };
enum { ABSENT = -1, NEW = -1, EXISTING = -1 };

/* Bytes of the processor's vectors. Of longer ones gcc 12 makes code that takes them to pieces. */
#if defined(__AVX512BW__)
enum { VECTOR = 64 };
#elif defined(__AVX2__)
enum { VECTOR = 32 };
#else
enum { VECTOR = 16 };
#endif

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define INLINE static inline __attribute__((always_inline))

/* ---- Memory ------------------------------------------------------------------------------- */

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

INLINE void store16(uint8_t *at, uint32_t value) { memcpy(at, &value, 2); }

/* The `n` bytes, 1 to 8, that end at `end`; the eight that do must be readable. */
INLINE uint64_t load_ending(const uint8_t *end, int64_t n)
{
    return load64(end - 8) >> (64 - 8 * n);
}

/* A memcpy of 32 bytes, for which gcc would take two halves, is one load and one store with AVX. */
INLINE void copy_32(uint8_t *to, const uint8_t *from)
{
    uint64_t bytes __attribute__((vector_size(32)));
    memcpy(&bytes, from, sizeof bytes);
    memcpy(to, &bytes, sizeof bytes);
}

INLINE void copy_64(uint8_t *to, const uint8_t *from)
{
    copy_32(to, from);
    copy_32(to + 32, from + 32);
}

/* Copies first and last `width` bytes, which together are all of up to twice as many. */
INLINE void copy_ends(uint8_t *to, const uint8_t *from, int64_t n, int width)
{
    uint8_t first[16], last[16];
    memcpy(first, from, (size_t)width);
    memcpy(last, from + n - width, (size_t)width);
    memcpy(to, first, (size_t)width);
    memcpy(to + n - width, last, (size_t)width);
}

/* Copies exactly `n` bytes and returns the end of the copy. A call of memcpy pays only for many. */
INLINE uint8_t *copy(uint8_t *to, const uint8_t *from, int64_t n)
{
    if (n > 512) {
        memcpy(to, from, (size_t)n);
    } else if (n > 64) {
        for (int64_t i = 0; i < n - 64; i += 64)
            copy_64(to + i, from + i);
        copy_64(to + n - 64, from + n - 64);
    } else if (n >= 32) {
        copy_32(to, from);
        copy_32(to + n - 32, from + n - 32);
    } else if (n >= 16) {
        copy_ends(to, from, n, 16);
    } else if (n >= 8) {
        copy_ends(to, from, n, 8);
    } else if (n >= 4) {
        copy_ends(to, from, n, 4);
    } else {
        for (int64_t i = 0; i < n; i++)
            to[i] = from[i];
    }
    return to + n;
}

INLINE int64_t min(int64_t a, int64_t b) { return a < b ? a : b; }
INLINE int64_t max(int64_t a, int64_t b) { return a > b ? a : b; }

static __attribute__((noinline)) void *grown(void *memory, int64_t bytes)
{
    void *more = realloc(memory, (size_t)bytes);
    if (more == NULL)
        abort();
    return more;
}

/* Makes room for `needed` things in an array of `capacity`. */
#define RESERVE(array, capacity, needed)                                     \
    do {                                                                     \
        if (UNLIKELY((needed) > (capacity))) {                               \
            (capacity) = 2 * (needed);                                       \
            (array) = grown((array), (capacity) * (int64_t)sizeof *(array)); \
        }                                                                    \
    } while (0)

/* ---- Members and their fingerprints (docs/format.md, section 5) ----------------------------- */

/* A member: up to eight bytes by value, filled up with zeros; more where they are. */
struct member {
    union {
        uint64_t word;
        const uint8_t *far;
    };
    int64_t length;
};

/* The member of a record that ends at `end`; a record has eight bytes before its first member. */
INLINE struct member member_ending(const uint8_t *end, int64_t length)
{
    struct member m;
    m.length = length;
    if (length > 8)
        m.far = end - length;
    else
        m.word = length == 0 ? 0 : load_ending(end, length);
    return m;
}

INLINE const uint8_t *member_bytes(const struct member *m)
{
    return m->length > 8 ? m->far : (const uint8_t *)&m->word;
}

INLINE bool same_member(const struct member *a, const struct member *b)
{
    if (a->length != b->length)
        return false;
    return a->length > 8 ? memcmp(a->far, b->far, (size_t)a->length) == 0 : a->word == b->word;
}

/* As unsigned bytes; a prefix is smaller. */
static int compare(const struct member *a, const struct member *b)
{
    int order = memcmp(member_bytes(a), member_bytes(b), (size_t)min(a->length, b->length));
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

#define LENGTH_FACTOR 0x9E3779B97F4A7C15u
#define WORD_FACTOR 0xFF51AFD7ED558CCDu
#define FINAL_FACTOR 0xC4CEB9FE1A85EC53u

INLINE uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * WORD_FACTOR;
    return h << 29 | h >> 35;
}

INLINE uint64_t hash_of(const struct member *m)
{
    uint64_t h = (uint64_t)m->length * LENGTH_FACTOR;
    if (m->length <= 8) {
        h = mix(h, m->word);
    } else {
        int64_t i = 0;
        for (; i + 8 <= m->length; i += 8)
            h = mix(h, load64(m->far + i));
        if (i < m->length)
            h = mix(h, load_ending(m->far + m->length, m->length - i));
    }
    return (h ^ h >> 32) * FINAL_FACTOR;
}

INLINE uint32_t hash_print(uint64_t hash) { return (uint32_t)(hash >> 48); }

/* A folded member's first bytes, `kept` of them, which are not in its fingerprint. */
INLINE uint64_t fold_rest(uint64_t word, int kept)
{
    return word & (((uint64_t)1 << 8 * kept) - 1);
}

INLINE uint32_t fold_hash(uint64_t rest) { return (uint32_t)(rest * LENGTH_FACTOR >> 48); }

INLINE uint32_t fold_print(uint64_t word, int kept)
{
    return (uint16_t)(word >> 8 * kept) ^ fold_hash(fold_rest(word, kept));
}

/* ---- Shapes and views: how a state's columns are laid out, and where they are --------------- */

struct shape {
    uint64_t newest;
    int stamp_width;
    int length_width;
    int member_width; /* of all members, where length_width is 0 */
    int kept;         /* bytes of each in the member column, likewise */
    bool printed;     /* has fingerprints */
    bool folded;
    int lengths_at; /* where columns begin: so many bytes into a segment for each of its entries */
    int members_at;
};

struct view {
    struct shape shape;
    uint64_t stamp_mask;
    int stamp_shift;
    const uint8_t *record;
    const uint8_t *starts[SEGMENTS + 1]; /* of the segments; the last is the end of all */
    int64_t counts[SEGMENTS];
    int64_t bytes[SEGMENTS]; /* sums of member lengths */
    int64_t first[GROUPS]; /* stamps of a group's newest and oldest entry, where it has one */
    int64_t last[GROUPS];
    bool horizon;
    int64_t horizon_stamp;
    struct member horizon_member;
};

/* Works out what follows from the widths. */
INLINE void settle_shape(struct shape *s)
{
    s->printed = s->length_width != 0 || s->member_width > 1;
    s->folded = s->length_width == 0 && s->member_width > 1 && s->member_width <= MAX_FOLDED;
    s->kept = s->member_width - (s->folded ? FOLD : 0);
    s->lengths_at = s->stamp_width + (s->printed ? PRINT : 0);
    s->members_at = s->lengths_at + s->length_width;
}

INLINE int width_of_span(uint64_t span)
{
    return span == 0 ? 0 : (64 - __builtin_clzll(span) + 7) >> 3;
}

INLINE int directory_code(int64_t greatest)
{
    return greatest <= 0xFF ? 0 : greatest <= 0xFFFF ? 1 : 2;
}

/* Bytes of header and directory. */
INLINE int header_size(const struct shape *s, int code)
{
    int numbers = s->length_width == 0 ? GROUPS : GROUPS + SEGMENTS;
    return STATE_HEADER + (s->length_width == 0 ? 2 : 0) + (numbers << code);
}

INLINE int first_segment(int group) { return group == LIVE ? 0 : group + 1; }
INLINE int group_of(int segment) { return segment <= 1 ? LIVE : segment - 1; }

/* 0 where a group holds adds, 1 where it holds deletes. */
INLINE int kind_of(int group) { return group & 1; }

INLINE int64_t group_count(const struct view *v, int group)
{
    return group == LIVE ? v->counts[0] + v->counts[1] : v->counts[group + 1];
}

INLINE const uint8_t *print_column(const struct view *v, int segment)
{
    return v->starts[segment] + v->counts[segment] * v->shape.stamp_width;
}

INLINE const uint8_t *length_column(const struct view *v, int segment)
{
    return v->starts[segment] + v->counts[segment] * v->shape.lengths_at;
}

INLINE const uint8_t *member_column(const struct view *v, int segment)
{
    return v->starts[segment] + v->counts[segment] * v->shape.members_at;
}

/* How much older than the newest an entry is. The eight bytes that end its stamp are the record's. */
INLINE uint64_t age_at(const struct view *v, int segment, int64_t index)
{
    const uint8_t *end = v->starts[segment] + (index + 1) * v->shape.stamp_width;
    return (v->shape.newest - (load64(end - 8) >> v->stamp_shift)) & v->stamp_mask;
}

INLINE int64_t stamp_at(const struct view *v, int segment, int64_t index)
{
    return (int64_t)(v->shape.newest - age_at(v, segment, index));
}

INLINE int64_t length_at(const struct view *v, int segment, int64_t index)
{
    switch (v->shape.length_width) {
    case 0: return v->shape.member_width;
    case 1: return length_column(v, segment)[index];
    default: return load16(length_column(v, segment) + 2 * index);
    }
}

typedef uint64_t words __attribute__((vector_size(VECTOR)));
#define ALL(x) ((words){0} + (uint64_t)(x))
#define EVEN_BYTES 0x00FF00FF00FF00FFu
#define EVEN_PAIRS 0x0000FFFF0000FFFFu

/* Sums the eight bytes of a word: in four lanes of 16 bits, and by the product in the topmost. */
INLINE int64_t sum_word(uint64_t word)
{
    word = (word & EVEN_BYTES) + (word >> 8 & EVEN_BYTES);
    return (int64_t)(word * 0x0001000100010001u >> 48);
}

/* Sums lengths of one byte, a vector at a time, in lanes of 16 bits: those hold 128 times twice 255. */
static int64_t sum_bytes(const uint8_t *lengths, int64_t n)
{
    int64_t sum = 0;
    while (n >= VECTOR) {
        words lanes = {0};
        for (int i = 0; i < 128 && n >= VECTOR; i++, n -= VECTOR, lengths += VECTOR) {
            words word;
            memcpy(&word, lengths, sizeof word);
            lanes += (word & ALL(EVEN_BYTES)) + (word >> 8 & ALL(EVEN_BYTES));
        }
        lanes = (lanes & ALL(EVEN_PAIRS)) + (lanes >> 16 & ALL(EVEN_PAIRS));
        for (int i = 0; i < VECTOR / 8; i++)
            sum += (int64_t)((uint32_t)lanes[i] + (lanes[i] >> 32));
    }
    for (; n >= 8; n -= 8, lengths += 8)
        sum += sum_word(load64(lengths));
    return n == 0 ? sum : sum + sum_word(load_ending(lengths + n, n)); /* of the record, too */
}

/* The sum of the lengths from one index to another, where they are stored. */
INLINE int64_t sum_lengths(const struct view *v, int segment, int64_t from, int64_t to)
{
    const uint8_t *lengths = length_column(v, segment);
    int64_t sum = 0;
    if (v->shape.length_width == 1)
        return sum_bytes(lengths + from, to - from);
    for (; from < to; from++)
        sum += load16(lengths + 2 * from);
    return sum;
}

/* Where a member begins in its column, from where one before it does or where the column ends. */
INLINE const uint8_t *member_after(const struct view *v, int segment, int64_t known,
                                   const uint8_t *known_member, int64_t index)
{
    int64_t count = v->counts[segment];
    if (v->shape.length_width == 0)
        return known_member + (index - known) * v->shape.kept;
    if (index - known <= count - index)
        return known_member + sum_lengths(v, segment, known, index);
    return v->starts[segment + 1] - sum_lengths(v, segment, index, count);
}

INLINE const uint8_t *member_column_at(const struct view *v, int segment, int64_t index)
{
    return member_after(v, segment, 0, member_column(v, segment), index);
}

/* A member, folded or ending at `end`. */
INLINE struct member member_at(const struct view *v, int segment, int64_t index, const uint8_t *end)
{
    if (!v->shape.folded)
        return member_ending(end, length_at(v, segment, index));
    int kept = v->shape.kept;
    end = member_column(v, segment) + (index + 1) * kept;
    uint64_t rest = kept == 0 ? 0 : load_ending(end, kept);
    uint32_t tail = load16(print_column(v, segment) + PRINT * index) ^ fold_hash(rest);
    return (struct member){{rest | (uint64_t)tail << 8 * kept}, v->shape.member_width};
}

static struct member find_member(const struct view *v, int segment, int64_t index)
{
    const uint8_t *member = member_column_at(v, segment, index);
    return member_at(v, segment, index, member + length_at(v, segment, index));
}

/* Turns an index in a group into its segment, returned, and an index there. */
INLINE int locate(const struct view *v, int group, int64_t *index)
{
    if (group != LIVE)
        return group + 1;
    if (*index < v->counts[0])
        return 0;
    *index -= v->counts[0];
    return 1;
}

INLINE int64_t group_stamp(const struct view *v, int group, int64_t index)
{
    int segment = locate(v, group, &index);
    return stamp_at(v, segment, index);
}

/* Walks entries of a segment, from one whose part of the member column is known. */
struct walk {
    const struct view *view;
    int segment;
    int64_t next;
    const uint8_t *column;
    struct member member;
    int64_t stamp;
};

INLINE struct walk walk_from(const struct view *v, int segment, int64_t index, const uint8_t *column)
{
    return (struct walk){.view = v, .segment = segment, .next = index, .column = column};
}

/* Moves to the next entry, which there must be. */
INLINE void step(struct walk *w)
{
    w->column += w->view->shape.folded ? 0 : length_at(w->view, w->segment, w->next);
    w->member = member_at(w->view, w->segment, w->next, w->column);
    w->stamp = stamp_at(w->view, w->segment, w->next);
    w->next++;
}

/* Reads numbers of 1, 2 or 4 bytes and returns the greatest. */
INLINE int64_t load_numbers(int64_t *numbers, const uint8_t *at, int code, int n)
{
    int64_t greatest = 0;
    for (int i = 0; i < n; i++) {
        uint32_t number = at[i];
        if (code == 1)
            number = load16(at + 2 * i);
        else if (code == 2)
            memcpy(&number, at + 4 * i, sizeof number);
        numbers[i] = number;
        greatest = max(greatest, number);
    }
    return greatest;
}

/* Not 0 where one of the bytes of a word, or of words, is: Hacker's Delight, 6-1. */
#define ZERO_BYTES(word) \
    (((word) - 0x0101010101010101u) & ~(word) & (uint64_t)0x8080808080808080u)

/* Whether one of some bytes is 0, which are in a record. */
static bool has_zero_byte(const uint8_t *at, int64_t n)
{
    words zeros = {0};
    uint64_t any = 0;
    for (; n >= VECTOR; n -= VECTOR, at += VECTOR) {
        words word;
        memcpy(&word, at, sizeof word);
        zeros |= ZERO_BYTES(word);
    }
    for (int i = 0; i < VECTOR / 8; i++)
        any |= zeros[i];
    for (; n >= 8; n -= 8, at += 8)
        any |= ZERO_BYTES(load64(at));
    if (n > 0) {
        uint64_t word = load_ending(at + n, n) | ~(uint64_t)0 << 8 * n;
        any |= ZERO_BYTES(word);
    }
    return any != 0;
}

/* Whether a segment's lengths add up to its bytes, and none is 0. */
static bool lengths_fit(const struct view *v, int segment)
{
    const uint8_t *lengths = length_column(v, segment);
    bool zero = v->shape.length_width == 1 && has_zero_byte(lengths, v->counts[segment]);
    for (int64_t i = 0; i < v->counts[segment] && v->shape.length_width == 2; i++)
        zero |= load16(lengths + 2 * i) == 0;
    return !zero && sum_lengths(v, segment, 0, v->counts[segment]) == v->bytes[segment];
}

/* Reads the stamps at the groups' ends; returns whether the header fits them. */
INLINE bool read_stamps(struct view *v)
{
    int64_t newest = INT64_MIN;
    int64_t oldest = INT64_MAX;
    for (int group = 0; group < GROUPS; group++) {
        int64_t count = group_count(v, group);
        if (count == 0)
            continue;
        v->first[group] = stamp_at(v, first_segment(group), 0);
        v->last[group] = group_stamp(v, group, count - 1);
        newest = max(newest, v->first[group]);
        oldest = min(oldest, v->last[group]);
    }
    return newest == (int64_t)v->shape.newest
           && v->shape.stamp_width == width_of_span((uint64_t)newest - (uint64_t)oldest);
}

/* Attaches a view to a state; false where that is not sound, or has quarantine. */
static bool attach(struct view *v, const uint8_t *record, int64_t length)
{
    struct shape *s = &v->shape;
    if (length < STATE_HEADER || length > INT32_MAX)
        return false;
    int layout = record[1];
    int code = record[2];
    s->stamp_width = layout & 0xF;
    s->length_width = layout >> 4 & 3;
    v->horizon = (layout & HAS_HORIZON) != 0;
    if (s->stamp_width > 8 || s->length_width > 2 || code > 2 || (layout & HAS_QUARANTINE) != 0)
        return false;
    bool fixed = s->length_width == 0;
    int64_t offset = header_size(s, code);
    if (length < offset)
        return false;
    v->record = record;
    s->newest = load64(record + 3);
    s->member_width = fixed ? (int)load16(record + STATE_HEADER) : 0;
    settle_shape(s);
    v->stamp_shift = (64 - 8 * s->stamp_width) & 63;
    v->stamp_mask = s->stamp_width == 0 ? 0 : ~(uint64_t)0 >> v->stamp_shift;

    int64_t numbers[GROUPS + SEGMENTS];
    const uint8_t *at = record + STATE_HEADER + (fixed ? 2 : 0);
    int64_t greatest = load_numbers(numbers, at, code, fixed ? GROUPS : GROUPS + SEGMENTS);
    if (directory_code(greatest) != code || (fixed && s->member_width == 0))
        return false;
    v->counts[0] = min(numbers[LIVE], HEAD);
    v->counts[1] = numbers[LIVE] - v->counts[0];
    int64_t entries = numbers[LIVE];
    for (int group = 1; group < GROUPS; group++) {
        v->counts[group + 1] = numbers[group];
        entries += numbers[group];
    }
    if (entries + v->horizon < 2) /* it has a short shape */
        return false;
    for (int segment = 0; segment < SEGMENTS; segment++) { /* all below 2^49: no overflow */
        v->starts[segment] = record + offset;
        v->bytes[segment] = fixed ? v->counts[segment] * s->member_width
                                  : numbers[GROUPS + segment];
        offset += v->counts[segment] * (s->members_at - (s->folded ? FOLD : 0))
                  + v->bytes[segment];
        if (offset > length || (!fixed && !lengths_fit(v, segment)))
            return false;
    }
    v->starts[SEGMENTS] = record + offset;
    if (v->horizon) {
        if (offset + HORIZON_HEADER > length)
            return false;
        int64_t member_length = load16(record + offset + 8);
        v->horizon_stamp = (int64_t)load64(record + offset);
        v->horizon_member = member_ending(record + length, member_length);
        offset += HORIZON_HEADER + member_length;
    }
    return offset == length && read_stamps(v);
}

/* ---- The state of a merge ------------------------------------------------------------------- */

/* A member that the smaller inputs speak of: one cache line. */
struct touched {
    uint64_t hash;
    struct member member;
    int64_t stamps[2];  /* of its newest add and delete, which `kinds` says there are */
    int32_t indexes[2]; /* of its add and delete in the base, or ABSENT */
    uint8_t groups[2];  /* likewise */
    uint8_t kinds;      /* bit 0 an add, bit 1 a delete */
    uint16_t print;     /* in the base */
    uint32_t slot;
};

struct table {
    struct touched *entries;
    int64_t count, capacity;
    int32_t *slots; /* entry + 1, or 0 */
    uint32_t mask;
};

/* The position at or below which everything is forgotten. */
struct horizon {
    bool present;
    int64_t stamp;
    struct member member;
};

/* A range of entries of a base segment, or one new entry. */
struct piece {
    int32_t source; /* the segment, or NEW */
    int32_t start;  /* index in it, or the touched entry */
    int64_t count;
    const uint8_t *members; /* its part of the base's member column */
    int64_t bytes;          /* of that; both known where members vary in length */
};

/* A change to a group; sorted by key, greatest first. */
struct edit {
    int64_t key;   /* of an insertion the stamp, of a removal minus the index in the base's group */
    int32_t entry; /* touched, of an insertion */
};

struct edits {
    struct edit *all;
    int64_t count, capacity;
};

/* A group of the result, newest first. */
struct group {
    int64_t kept; /* entries of the base that the horizon leaves */
    struct edits insertions;
    struct edits removals;
    bool whole;           /* the base's, as it is; else: */
    struct piece *pieces;
    int64_t piece_count, piece_capacity;
    int64_t head_pieces; /* pieces of the head segment */
    int64_t size;
};

struct merge {
    const struct lww_policy *policy;
    struct view base;
    struct view view;   /* other states, one after another */
    struct table table; /* the touched members */
    struct table check; /* the members of a state that is being checked */
    struct horizon horizon;
    struct group groups[GROUPS];
    struct shape shape;        /* the result's */
    bool odd_lengths;          /* an insertion's member has another length than the base's */
    bool same_shape;           /* the base's columns can be copied */
    int64_t entries;           /* the result's */
    int64_t bytes[SEGMENTS];   /* sums of member lengths, where lengths are stored */
    int64_t greatest;          /* number in the directory */
    int32_t *states;           /* inputs that are states */
    int64_t state_count, state_capacity;
    struct edit *scratch; /* for sorting */
    int64_t scratch_capacity;
    uint32_t filter[1 << 11]; /* a bit for each fingerprint of a touched member */
};

INLINE bool has(const struct touched *t, int kind) { return (t->kinds >> kind & 1) != 0; }

INLINE bool excludes(const struct horizon *h, int64_t stamp, const struct member *member)
{
    if (!h->present || stamp != h->stamp)
        return h->present && stamp < h->stamp;
    return compare(member, &h->member) <= 0;
}

INLINE void raise_horizon(struct horizon *h, int64_t stamp, struct member member)
{
    if (!excludes(h, stamp, &member))
        *h = (struct horizon){true, stamp, member};
}

/* ---- 1. Gather ------------------------------------------------------------------------------- */

/* Three slots in four stay empty: hardly ever is a second one looked at. */
enum { SLOTS = 4 };

INLINE uint32_t probe(const struct table *table, uint64_t hash, const struct member *member)
{
    uint32_t slot = (uint32_t)hash & table->mask;
    for (; table->slots[slot] != 0; slot = (slot + 1) & table->mask) {
        const struct touched *t = &table->entries[table->slots[slot] - 1];
        if (t->hash == hash && same_member(&t->member, member))
            break;
    }
    return slot;
}

static __attribute__((noinline)) void grow_table(struct table *table)
{
    table->capacity = table->capacity == 0 ? 32 : 2 * table->capacity;
    int64_t slots = SLOTS * table->capacity;
    table->entries = grown(table->entries, table->capacity * (int64_t)sizeof *table->entries);
    table->slots = grown(table->slots, slots * (int64_t)sizeof *table->slots);
    memset(table->slots, 0, (size_t)slots * sizeof *table->slots);
    table->mask = (uint32_t)(slots - 1);
    for (int64_t i = 0; i < table->count; i++) {
        struct touched *t = &table->entries[i];
        t->slot = probe(table, t->hash, &t->member);
        table->slots[t->slot] = (int32_t)i + 1;
    }
}

/* Entry by entry, so that a merge of one operand pays for one. */
INLINE void clear_table(struct table *table)
{
    for (int64_t i = 0; i < table->count; i++)
        table->slots[table->entries[i].slot] = 0;
    table->count = 0;
}

/* Returns a member's entry, which may be new. */
INLINE struct touched *touch(struct table *table, struct member member)
{
    uint64_t hash = hash_of(&member);
    if (UNLIKELY(table->count == table->capacity))
        grow_table(table);
    uint32_t slot = probe(table, hash, &member);
    if (table->slots[slot] != 0)
        return &table->entries[table->slots[slot] - 1];
    struct touched *t = &table->entries[table->count++];
    table->slots[slot] = (int32_t)table->count;
    t->hash = hash;
    t->member = member;
    t->indexes[0] = ABSENT;
    t->indexes[1] = ABSENT;
    t->kinds = 0;
    t->slot = slot;
    return t;
}

/* Notes an operation; kind 0 is an add, 1 a delete. */
INLINE void note(struct touched *t, int kind, int64_t stamp)
{
    if (!has(t, kind) || stamp > t->stamps[kind]) {
        t->kinds |= (uint8_t)(1 << kind);
        t->stamps[kind] = stamp;
    }
}

/* Whether each touched member of a checked state is in the groups that its stamps ask for. */
static bool grouped(const struct table *table)
{
    for (int64_t i = 0; i < table->count; i++) {
        const struct touched *t = &table->entries[i];
        bool live = has(t, 0) && (!has(t, 1) || t->stamps[0] > t->stamps[1]);
        if ((has(t, 0) && t->groups[0] != (live ? LIVE : BURIED))
            || (has(t, 1) && t->groups[1] != (live ? OUTLIVED : TOMBSTONES)))
            return false;
    }
    return true;
}

/* Checks a state entry by entry: order, fingerprints, lengths, and each member once a kind. */
static bool is_canonical(struct table *table, const struct view *v)
{
    const struct shape *s = &v->shape;
    const struct horizon horizon = {v->horizon, v->horizon_stamp, v->horizon_member};
    int64_t shortest = INT64_MAX;
    int64_t longest = 0;
    clear_table(table);
    for (int segment = 0; segment < SEGMENTS; segment++) {
        int group = group_of(segment);
        struct walk w = walk_from(v, segment, 0, member_column(v, segment));
        struct walk before = w;
        bool follows = false;
        if (segment == 1 && v->counts[1] > 0) { /* the rest goes on from the head */
            before = walk_from(v, 0, HEAD - 1, member_column_at(v, 0, HEAD - 1));
            step(&before);
            follows = true;
        }
        while (w.next < v->counts[segment]) {
            step(&w);
            if (w.stamp > (int64_t)s->newest)
                return false;
            if (follows && w.stamp >= before.stamp
                && (w.stamp > before.stamp || compare(&w.member, &before.member) >= 0))
                return false;
            struct touched *t = touch(table, w.member);
            if (has(t, kind_of(group)))
                return false;
            note(t, kind_of(group), w.stamp);
            t->groups[kind_of(group)] = (uint8_t)group;
            const uint8_t *print = print_column(v, segment) + PRINT * (w.next - 1);
            if (s->printed && !s->folded && load16(print) != hash_print(t->hash))
                return false;
            shortest = min(shortest, w.member.length);
            longest = max(longest, w.member.length);
            before = w;
            follows = true;
        }
        if (follows && excludes(&horizon, before.stamp, &before.member))
            return false;
    }
    int width = shortest >= longest ? 0 : longest > 0xFF ? 2 : 1;
    return width == s->length_width && grouped(table);
}

/* Takes an input that is not a single operation; false declines the merge. */
static bool take_other(struct merge *m, int32_t input, const uint8_t *record, int64_t length)
{
    if (length == 0)
        return true; /* the empty state */
    int64_t member_length = length - OPERATION_HEADER;
    if (record[0] == FORGET && member_length >= 0 && member_length <= MAX_MEMBER) {
        raise_horizon(&m->horizon, (int64_t)load64(record + 1),
                      member_ending(record + length, member_length));
        return true;
    }
    struct view *v = m->state_count == 0 ? &m->base : &m->view;
    if (record[0] != STATE || !attach(v, record, length))
        return false;
    if (input != EXISTING && !is_canonical(&m->check, v)) /* a stored value only a merge has written */
        return false;
    if (v->horizon)
        raise_horizon(&m->horizon, v->horizon_stamp, v->horizon_member);
    RESERVE(m->states, m->state_capacity, m->state_count + 1);
    m->states[m->state_count++] = input;
    return true;
}

INLINE bool take(struct merge *m, int32_t input, const uint8_t *record, int64_t length)
{
    int64_t member_length = length - OPERATION_HEADER;
    if (member_length <= 0 || member_length > MAX_MEMBER
        || (record[0] != ADD && record[0] != DELETE))
        return take_other(m, input, record, length);
    struct touched *t = touch(&m->table, member_ending(record + length, member_length));
    note(t, record[0] - ADD, (int64_t)load64(record + 1));
    return true;
}

static void take_entries(struct merge *m, const struct view *v)
{
    for (int segment = 0; segment < SEGMENTS; segment++) {
        struct walk w = walk_from(v, segment, 0, member_column(v, segment));
        while (w.next < v->counts[segment]) {
            step(&w);
            note(touch(&m->table, w.member), kind_of(group_of(segment)), w.stamp);
        }
    }
}

/* The largest state, the first of several, becomes the base; the others go into the table. */
static void choose_base(struct merge *m, const struct lww_inputs *in)
{
#define LENGTH(input) ((input) == EXISTING ? in->existing_length : in->operand_lengths[input])
#define RECORD(input) ((input) == EXISTING ? in->existing : in->operands[input])
    int32_t largest = m->states[0];
    for (int64_t i = 1; i < m->state_count; i++)
        if (LENGTH(m->states[i]) > LENGTH(largest))
            largest = m->states[i];
    if (largest != m->states[0])
        attach(&m->base, RECORD(largest), LENGTH(largest));
    for (int64_t i = 0; i < m->state_count; i++) {
        int32_t input = m->states[i];
        if (input != largest && attach(&m->view, RECORD(input), LENGTH(input)))
            take_entries(m, &m->view);
    }
#undef LENGTH
#undef RECORD
}

static void drop_forgotten(struct merge *m)
{
    for (int64_t i = 0; i < m->table.count; i++) {
        struct touched *t = &m->table.entries[i];
        for (int kind = 0; kind < 2; kind++)
            if (has(t, kind) && excludes(&m->horizon, t->stamps[kind], &t->member))
                t->kinds &= (uint8_t) ~(1 << kind);
    }
}

static bool gather(struct merge *m, const struct lww_inputs *in)
{
    m->state_count = 0;
    m->horizon.present = false;
    clear_table(&m->table);
    if (in->existing != NULL && !take(m, EXISTING, in->existing, in->existing_length))
        return false;
    for (int32_t i = 0; i < in->count; i++)
        if (!take(m, i, in->operands[i], in->operand_lengths[i]))
            return false;
    if (m->state_count == 0)
        memset(&m->base, 0, sizeof m->base);
    if (m->state_count > 1)
        choose_base(m, in);
    if (m->horizon.present)
        drop_forgotten(m);
    return true;
}

/* ---- 2. Search --------------------------------------------------------------------------------
 *
 * Up to FEW members: each block of 32 fingerprints is compared with those of all members. More:
 * each fingerprint is looked up in a filter of one bit for each that a touched member has. Both
 * give a mask with a bit for each entry worth a look, hardly ever one, and the table decides.
 */

enum { BLOCK = 32, FEW = 16 };

/* What is looked for in one segment, and how far its lengths are summed. */
struct search {
    struct merge *m;
    int group;
    int segment;
    int64_t first; /* index in the group of the segment's first entry */
    int64_t walked;
    const uint8_t *member; /* the one at `walked` */
    int64_t left;          /* members not yet found in the group */
    int print_count;       /* 0: use the filter */
    uint16_t prints[FEW];
};

#if defined(__AVX512BW__)

/* Which of 32 fingerprints are equal to one of `count`. */
INLINE uint32_t equal_prints(const uint8_t *at, const uint16_t *prints, int count)
{
    __m512i block = _mm512_loadu_si512(at);
    uint32_t mask = 0;
    for (int i = 0; i < count; i++)
        mask |= _mm512_cmpeq_epi16_mask(block, _mm512_set1_epi16((short)prints[i]));
    return mask;
}

#elif defined(__AVX2__)

/*
 * Compares give vectors, all bits of a lane set or none. Those of all fingerprints are united, and
 * tested once; a mask is made only of what is not empty. Packing works in halves of a vector, so
 * the quarters of what it gives are in the order 0 2 1 3.
 */
INLINE uint32_t equal_prints(const uint8_t *at, const uint16_t *prints, int count)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)at);
    __m256i high = _mm256_loadu_si256((const __m256i *)(at + 32));
    __m256i equal_low = _mm256_setzero_si256();
    __m256i equal_high = _mm256_setzero_si256();
    for (int i = 0; i < count; i++) {
        __m256i print = _mm256_set1_epi16((short)prints[i]);
        equal_low = _mm256_or_si256(equal_low, _mm256_cmpeq_epi16(low, print));
        equal_high = _mm256_or_si256(equal_high, _mm256_cmpeq_epi16(high, print));
    }
    __m256i any = _mm256_or_si256(equal_low, equal_high);
    if (_mm256_testz_si256(any, any))
        return 0;
    __m256i packed = _mm256_packs_epi16(equal_low, equal_high);
    return (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(packed, 0xD8));
}

#else

/* The same in loops of constant length, which gcc makes vectors of. */
INLINE uint32_t equal_prints(const uint8_t *at, const uint16_t *prints, int count)
{
    uint16_t block[BLOCK];
    uint16_t equal[BLOCK] = {0};
    uint16_t any = 0;
    uint32_t mask = 0;
    memcpy(block, at, sizeof block);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < BLOCK; j++)
            equal[j] |= block[j] == prints[i];
    for (int j = 0; j < BLOCK; j++)
        any |= equal[j];
    for (int j = 0; j < BLOCK && any != 0; j++)
        mask |= (uint32_t)equal[j] << j;
    return mask;
}

#endif

#ifdef __AVX512BW__

/* Which of 16 fingerprints the filter lets pass. */
INLINE uint32_t filtered_half(const uint8_t *at, const uint32_t *filter)
{
    __m512i prints = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)at));
    __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(prints, 5), filter, 4);
    __m512i bits = _mm512_and_si512(prints, _mm512_set1_epi32(31));
    return _mm512_test_epi32_mask(words, _mm512_sllv_epi32(_mm512_set1_epi32(1), bits));
}

INLINE uint32_t filtered_prints(const uint8_t *at, const uint32_t *filter)
{
    return filtered_half(at, filter) | filtered_half(at + 32, filter) << 16;
}

#else

INLINE uint32_t passes(const uint32_t *filter, uint32_t print)
{
    return filter[print >> 5] >> (print & 31);
}

/*
 * On Zen 3 as fast as AVX2's gathers, and faster than taking words of four fingerprints to pieces.
 * A table of bytes needs no shifts, but as 64 KiB do not fit the first cache, it gains nothing.
 */
INLINE uint32_t filtered_prints(const uint8_t *at, const uint32_t *filter)
{
    uint32_t any = 0;
    uint32_t mask = 0;
    for (int i = 0; i < BLOCK; i++)
        any |= passes(filter, load16(at + PRINT * i));
    for (int i = 0; i < BLOCK && (any & 1) != 0; i++)
        mask |= (passes(filter, load16(at + PRINT * i)) & 1) << i;
    return mask;
}

#endif

INLINE uint32_t wanted_prints(const struct search *s, const uint8_t *at, int print_count)
{
    return print_count == 0 ? filtered_prints(at, s->m->filter)
                            : equal_prints(at, s->prints, print_count);
}

/* The same for fewer than 32: loads 64 bytes that end with them, where the record has as many. */
INLINE uint32_t wanted_at_end(const struct search *s, const uint8_t *at, int n, int print_count)
{
    const uint8_t *block = at + PRINT * (n - BLOCK);
    uint8_t padded[PRINT * BLOCK];
    if (UNLIKELY(block < s->m->base.record)) {
        memcpy(padded + PRINT * (BLOCK - n), at, (size_t)(PRINT * n));
        block = padded;
    }
    return wanted_prints(s, block, print_count) >> (BLOCK - n);
}

/* Looks whether an entry is a touched member's. Entries come in ascending order. */
static __attribute__((noinline)) void match(struct search *s, int64_t index)
{
    const struct view *base = &s->m->base;
    const uint8_t *end = NULL;
    if (!base->shape.folded) {
        s->member = member_after(base, s->segment, s->walked, s->member, index);
        s->walked = index;
        end = s->member + length_at(base, s->segment, index);
    }
    struct member member = member_at(base, s->segment, index, end);
    const struct table *table = &s->m->table;
    int32_t found = table->slots[probe(table, hash_of(&member), &member)];
    if (found != 0) {
        struct touched *t = &table->entries[found - 1];
        int kind = kind_of(s->group);
        t->groups[kind] = (uint8_t)s->group;
        t->indexes[kind] = (int32_t)(s->first + index);
        s->left--;
    }
}

/* The first loop calls nothing, so that the fingerprints looked for stay in registers. */
INLINE void scan(struct search *s, int64_t count, int print_count)
{
    const uint8_t *column = print_column(&s->m->base, s->segment);
    for (int64_t i = 0; i < count; i += BLOCK) {
        uint32_t mask = 0;
        for (; i + BLOCK <= count; i += BLOCK) {
            mask = wanted_prints(s, column + PRINT * i, print_count);
            if (UNLIKELY(mask != 0))
                break;
        }
        if (mask == 0 && i < count)
            mask = wanted_at_end(s, column + PRINT * i, (int)(count - i), print_count);
        for (; UNLIKELY(mask != 0); mask &= mask - 1) {
            match(s, i + __builtin_ctz(mask));
            if (s->left == 0)
                return;
        }
    }
}

INLINE void scan_segment(struct search *s, int segment, int64_t first, int64_t count,
                         int print_count)
{
    if (count <= 0 || s->left == 0)
        return;
    s->segment = segment;
    s->first = first;
    s->walked = 0;
    s->member = member_column(&s->m->base, segment);
    if (s->m->base.shape.printed)
        scan(s, count, print_count);
    else /* members of one byte */
        for (int64_t i = 0; i < count; i++)
            match(s, i);
}

INLINE void scan_all(struct search *s, int print_count)
{
    int64_t wanted = s->left;
    for (int segment = 0; segment < SEGMENTS; segment++) {
        int group = group_of(segment);
        int64_t kept = s->m->groups[group].kept;
        int64_t first = segment == 1 ? HEAD : 0;
        s->group = group;
        s->left = segment == 1 ? s->left : wanted;
        scan_segment(s, segment, first, (segment == 0 ? min(kept, HEAD) : kept) - first, print_count);
    }
}

/* Works out the fingerprints that the base would have for the touched members. */
static void want_prints(struct search *s)
{
    const struct shape *base = &s->m->base.shape;
    struct table *table = &s->m->table;
    s->left = 0;
    for (int64_t i = 0; i < table->count; i++) {
        struct touched *t = &table->entries[i];
        if (base->length_width == 0 && t->member.length != base->member_width)
            continue;
        t->print = (uint16_t)(base->folded ? fold_print(t->member.word, base->kept)
                                           : hash_print(t->hash));
        if (table->count <= FEW)
            s->prints[s->left] = t->print;
        else
            s->m->filter[t->print >> 5] |= (uint32_t)1 << (t->print & 31);
        s->left++;
    }
    s->print_count = table->count <= FEW ? (int)s->left : 0;
}

/* Looks for copies of the first fingerprint too, so that it has the next number there is code for. */
static int round_up(struct search *s)
{
    int count = s->print_count;
    int more = count <= 2 ? count : (count + 3) & ~3;
    for (int i = count; i < more; i++)
        s->prints[i] = s->prints[0];
    return more;
}

static void clear_filter(struct merge *m)
{
    for (int64_t i = 0; i < m->table.count; i++)
        m->filter[m->table.entries[i].print >> 5] = 0;
}

static void search_base(struct merge *m)
{
    struct search s = {.m = m};
    want_prints(&s);
    if (s.left == 0)
        return;
    switch (round_up(&s)) { /* code of its own for each */
    case 0:
        scan_all(&s, 0);
        clear_filter(m);
        break;
    case 1: scan_all(&s, 1); break;
    case 2: scan_all(&s, 2); break;
    case 4: scan_all(&s, 4); break;
    case 8: scan_all(&s, 8); break;
    case 12: scan_all(&s, 12); break;
    default: scan_all(&s, FEW); break;
    }
}

/* ---- 3. Resolve ------------------------------------------------------------------------------- */

INLINE void add_edit(struct edits *edits, int64_t key, int64_t entry)
{
    RESERVE(edits->all, edits->capacity, edits->count + 1);
    edits->all[edits->count++] = (struct edit){key, (int32_t)entry};
}

/* What becomes of one stamp of a touched member. */
struct fate {
    bool present;
    int64_t stored; /* the base's stamp, where it has one */
};

/* Brings a stamp to the newer of the operands' and the base's. */
INLINE struct fate settle(const struct merge *m, struct touched *t, int kind)
{
    if (t->indexes[kind] == ABSENT)
        return (struct fate){has(t, kind), 0};
    int64_t stored = group_stamp(&m->base, t->groups[kind], t->indexes[kind]);
    if (!has(t, kind) || stored > t->stamps[kind])
        t->stamps[kind] = stored;
    return (struct fate){true, stored};
}

INLINE void move(struct merge *m, int64_t entry, int kind, struct fate fate, int group)
{
    const struct touched *t = &m->table.entries[entry];
    if (t->indexes[kind] != ABSENT) {
        if (fate.present && t->groups[kind] == group && fate.stored == t->stamps[kind])
            return;
        add_edit(&m->groups[t->groups[kind]].removals, -(int64_t)t->indexes[kind], 0);
    }
    if (fate.present) {
        add_edit(&m->groups[group].insertions, t->stamps[kind], entry);
        m->odd_lengths |= t->member.length != m->base.shape.member_width;
    }
}

/* Operands come oldest first, groups are newest first: going backwards leaves little to sort. */
static void resolve(struct merge *m)
{
    for (int64_t entry = m->table.count - 1; entry >= 0; entry--) {
        struct touched *t = &m->table.entries[entry];
        struct fate add = settle(m, t, 0);
        struct fate delete = settle(m, t, 1);
        bool live = add.present && (!delete.present || t->stamps[0] > t->stamps[1]);
        if (m->policy->keep && add.present && delete.present) {
            add.present = live;
            delete.present = !live;
        }
        move(m, entry, 0, add, live ? LIVE : BURIED);
        move(m, entry, 1, delete, live ? OUTLIVED : TOMBSTONES);
    }
}

/* ---- 4. Build --------------------------------------------------------------------------------- */

INLINE bool in_order(const struct merge *m, struct edit a, struct edit b)
{
    if (a.key != b.key)
        return a.key > b.key;
    const struct touched *entries = m->table.entries;
    return compare(&entries[a.entry].member, &entries[b.entry].member) >= 0;
}

/* Sorts blocks by insertion, then merges neighbours; those in order already cost one test. */
enum { SORTED_BLOCK = 32 };

static void sort(struct merge *m, struct edit *edits, int64_t count)
{
    for (int64_t from = 0; from < count; from += SORTED_BLOCK) {
        int64_t to = min(count, from + SORTED_BLOCK);
        for (int64_t i = from + 1; i < to; i++) {
            struct edit edit = edits[i];
            int64_t at = i;
            for (; at > from && !in_order(m, edits[at - 1], edit); at--)
                edits[at] = edits[at - 1];
            edits[at] = edit;
        }
    }
    for (int64_t width = SORTED_BLOCK; width < count; width *= 2) {
        RESERVE(m->scratch, m->scratch_capacity, width);
        struct edit *left = m->scratch;
        for (int64_t from = 0; from + width < count; from += 2 * width) {
            int64_t l = 0, r = from + width, out = from;
            int64_t to = min(count, r + width);
            if (in_order(m, edits[r - 1], edits[r]))
                continue;
            memcpy(left, edits + from, (size_t)width * sizeof *left);
            while (l < width && r < to)
                edits[out++] = in_order(m, left[l], edits[r]) ? left[l++] : edits[r++];
            memcpy(edits + out, left + l, (size_t)(width - l) * sizeof *left);
        }
    }
}

/* The first index from `from` on of an entry that old; a conditional move decides, no branch. */
INLINE int64_t lower_bound(const struct view *v, int segment, int64_t from, int64_t to, uint64_t age)
{
    int64_t length = to - from;
    while (length > 0) {
        int64_t half = length / 2;
        bool newer = age_at(v, segment, from + half) < age;
        from = newer ? from + half + 1 : from;
        length = newer ? length - half - 1 : half;
    }
    return from;
}

/* The first index of a group from `from` on whose position is below that of the new entry. */
static int64_t insertion_point(const struct merge *m, int group, struct edit insertion, int64_t from)
{
    const struct view *v = &m->base;
    int64_t kept = m->groups[group].kept;
    if (from >= kept || group_stamp(v, group, from) < insertion.key)
        return from;
    uint64_t age = v->shape.newest - (uint64_t)insertion.key; /* below the newest: no wrap */
    int64_t head = group == LIVE ? min(kept, HEAD) : kept;
    int64_t at = from < head ? lower_bound(v, first_segment(group), from, head, age) : from;
    if (at >= head && head < kept)
        at = head + lower_bound(v, 1, at - head, kept - head, age);
    for (; at < kept && group_stamp(v, group, at) == insertion.key; at++) {
        int64_t index = at;
        int segment = locate(v, group, &index);
        struct member member = find_member(v, segment, index);
        if (compare(&member, &m->table.entries[insertion.entry].member) <= 0)
            break;
    }
    return at;
}

/* A live piece is cut where the head of the result ends, and goes to one segment each side. */
INLINE void add_piece(struct group *g, bool live, int source, int64_t start, int64_t count)
{
    if (live && g->size < HEAD && g->size + count > HEAD) {
        int64_t room = HEAD - g->size;
        add_piece(g, false, source, start, room);
        start += room;
        count -= room;
    }
    g->pieces[g->piece_count++] = (struct piece){source, (int32_t)start, count, NULL, 0};
    g->size += count;
    if (g->size <= HEAD)
        g->head_pieces = g->piece_count;
}

/* Adds entries of the base's group; those of its head and rest apart. */
INLINE void add_range(struct merge *m, int group, int64_t from, int64_t to)
{
    struct group *g = &m->groups[group];
    int64_t head = m->base.counts[0];
    if (from >= to)
        return;
    if (group != LIVE) {
        add_piece(g, false, group + 1, from, to - from);
        return;
    }
    if (from < head)
        add_piece(g, true, 0, from, min(head, to) - from);
    if (to > head)
        add_piece(g, true, 1, max(from, head) - head, to - max(from, head));
}

INLINE void start_pieces(struct group *g)
{
    g->whole = false;
    g->piece_count = 0;
    g->head_pieces = 0;
    g->size = 0;
    RESERVE(g->pieces, g->piece_capacity, 2 * (g->insertions.count + g->removals.count) + 4);
}

/* Makes pieces of a group that is whole. */
static __attribute__((noinline)) void split(struct merge *m, int group)
{
    start_pieces(&m->groups[group]);
    add_range(m, group, 0, m->groups[group].kept);
}

static void build(struct merge *m, int group)
{
    struct group *g = &m->groups[group];
    if (g->insertions.count + g->removals.count == 0 && g->kept == group_count(&m->base, group)) {
        g->whole = true;
        g->size = g->kept;
        return;
    }
    start_pieces(g);
    if (g->insertions.count > 1)
        sort(m, g->insertions.all, g->insertions.count);
    if (g->removals.count > 1)
        sort(m, g->removals.all, g->removals.count);
    int64_t at = 0;
    int64_t r = 0;
    for (int64_t i = 0; i <= g->insertions.count; i++) {
        bool end = i == g->insertions.count;
        int64_t point = end ? g->kept : insertion_point(m, group, g->insertions.all[i], at);
        for (; r < g->removals.count && -g->removals.all[r].key < point; r++) {
            add_range(m, group, at, -g->removals.all[r].key);
            at = -g->removals.all[r].key + 1;
        }
        add_range(m, group, at, point);
        at = max(at, point);
        if (!end)
            add_piece(g, group == LIVE, NEW, g->insertions.all[i].entry, 1);
    }
}

/* ---- 5. Truncate ------------------------------------------------------------------------------ */

/* The stamp of a piece's entry. */
INLINE int64_t piece_stamp(const struct merge *m, int group, const struct piece *p, int64_t index)
{
    if (p->source == NEW)
        return m->table.entries[p->start].stamps[kind_of(group)];
    return stamp_at(&m->base, p->source, p->start + index);
}

INLINE int64_t first_stamp(const struct merge *m, int group)
{
    const struct group *g = &m->groups[group];
    return g->whole ? m->base.first[group] : piece_stamp(m, group, g->pieces, 0);
}

INLINE int64_t last_stamp(const struct merge *m, int group)
{
    const struct group *g = &m->groups[group];
    if (g->whole)
        return m->base.last[group];
    const struct piece *p = &g->pieces[g->piece_count - 1];
    return piece_stamp(m, group, p, p->count - 1);
}

INLINE struct member last_member(struct merge *m, int group)
{
    const struct group *g = &m->groups[group];
    if (g->whole)
        split(m, group);
    const struct piece *p = &g->pieces[g->piece_count - 1];
    return p->source == NEW ? m->table.entries[p->start].member
                            : find_member(&m->base, p->source, p->start + p->count - 1);
}

/* Takes the oldest entries of a group off. */
INLINE void pop(struct merge *m, int group, int64_t count)
{
    struct group *g = &m->groups[group];
    if (g->whole && count > 0)
        split(m, group);
    g->size -= count;
    while (count > 0) {
        struct piece *p = &g->pieces[g->piece_count - 1];
        int64_t taken = min(count, p->count);
        p->count -= taken;
        g->piece_count -= p->count == 0;
        count -= taken;
    }
}

/* Which of two groups, not both empty, has the older last entry. */
INLINE int older(struct merge *m, int a, int b)
{
    if (m->groups[a].size == 0 || m->groups[b].size == 0)
        return m->groups[a].size == 0 ? b : a;
    int64_t a_stamp = last_stamp(m, a);
    int64_t b_stamp = last_stamp(m, b);
    if (a_stamp != b_stamp)
        return a_stamp < b_stamp ? a : b;
    struct member a_member = last_member(m, a);
    struct member b_member = last_member(m, b);
    return compare(&a_member, &b_member) < 0 ? a : b;
}

/* Leaves two groups no more than `bound` entries; the horizon rises to the last one taken off. */
static void bound_groups(struct merge *m, int a, int b, int64_t bound)
{
    int64_t excess = m->groups[a].size + m->groups[b].size - bound;
    while (excess > 1) {
        int group = older(m, a, b);
        int other = a + b - group;
        int64_t limit = m->groups[other].size == 0 ? INT64_MAX : last_stamp(m, other);
        do {
            pop(m, group, 1);
            excess--;
        } while (excess > 1 && m->groups[group].size > 0 && last_stamp(m, group) < limit);
    }
    if (excess == 1) {
        int group = older(m, a, b);
        raise_horizon(&m->horizon, last_stamp(m, group), last_member(m, group));
        pop(m, group, 1);
    }
}

static void drop_below_horizon(struct merge *m, int group)
{
    while (m->groups[group].size > 0) {
        int64_t stamp = last_stamp(m, group);
        if (stamp > m->horizon.stamp)
            return;
        if (stamp == m->horizon.stamp) { /* only then is the member worth finding */
            struct member member = last_member(m, group);
            if (!excludes(&m->horizon, stamp, &member))
                return;
        }
        pop(m, group, 1);
    }
}

/* The stamp before which operations are history by the policy's window; returns whether any is. */
static bool oldest_kept(const struct merge *m, int64_t *oldest)
{
    int64_t newest = INT64_MIN;
    bool any = false;
    if (m->policy->window < 0)
        return false;
    for (int group = 0; group < GROUPS; group++) {
        if (m->groups[group].size > 0)
            newest = max(newest, first_stamp(m, group));
        any |= m->groups[group].size > 0;
    }
    if (__builtin_sub_overflow(newest, m->policy->window, oldest))
        *oldest = INT64_MIN;
    return any;
}

static void truncate_forget(struct merge *m)
{
    int64_t oldest;
    bool aged = oldest_kept(m, &oldest);
    if (m->policy->max_adds >= 0)
        bound_groups(m, LIVE, BURIED, m->policy->max_adds);
    if (m->policy->max_deletes >= 0)
        bound_groups(m, TOMBSTONES, OUTLIVED, m->policy->max_deletes);
    if (aged)
        raise_horizon(&m->horizon, oldest, (struct member){{0}, 0});
    for (int group = 0; group < GROUPS && m->horizon.present; group++)
        drop_below_horizon(m, group);
}

static void truncate_keep(struct merge *m)
{
    int64_t live = m->groups[LIVE].size;
    int64_t tombstones = m->groups[TOMBSTONES].size;
    int64_t oldest;
    bool aged = oldest_kept(m, &oldest);
    if (m->policy->max_adds >= 0)
        pop(m, LIVE, max(0, live - m->policy->max_adds));
    if (m->policy->max_deletes >= 0)
        pop(m, TOMBSTONES, max(0, tombstones - m->policy->max_deletes));
    while (aged && m->groups[TOMBSTONES].size > 0 && last_stamp(m, TOMBSTONES) < oldest)
        pop(m, TOMBSTONES, 1);
}

/* ---- 6. Lay out ------------------------------------------------------------------------------- */

/* The pieces of one segment of the result. */
INLINE struct piece *segment_pieces(const struct merge *m, int segment, struct piece **end)
{
    const struct group *g = &m->groups[group_of(segment)];
    int64_t head = segment <= 1 ? min(g->head_pieces, g->piece_count) : 0;
    *end = g->pieces + (segment == 0 ? head : g->piece_count);
    return g->pieces + (segment == 0 ? 0 : head);
}

/* What the result's members are like. */
struct range {
    int64_t shortest, longest;
    bool old; /* some are the base's */
};

INLINE void widen(struct range *range, int64_t length)
{
    range->shortest = min(range->shortest, length);
    range->longest = max(range->longest, length);
}

/* Widens by lengths of the base, until no further one can change the outcome. */
INLINE void widen_by(const struct view *base, int segment, int64_t from, int64_t count,
                     struct range *range)
{
    if (base->shape.length_width == 0)
        count = min(count, 1);
    range->old |= count > 0;
    for (int64_t i = from; i < from + count; i++) {
        if (range->shortest < range->longest
            && (range->longest > 0xFF || base->shape.length_width == 1))
            return;
        widen(range, length_at(base, segment, i));
    }
}

INLINE void lay_out_whole(struct merge *m, int segment, struct range *range)
{
    m->bytes[segment] = m->base.bytes[segment];
    widen_by(&m->base, segment, 0, m->base.counts[segment], range);
}

/* Finds where the pieces' members lie, and sums their lengths. */
static void lay_out_pieces(struct merge *m, int segment, struct range *range)
{
    const struct view *base = &m->base;
    struct piece *end;
    struct piece *p = segment_pieces(m, segment, &end);
    int source = NEW;
    int64_t index = 0;
    const uint8_t *column = NULL;
    int64_t bytes = 0;
    for (; p < end; p++) {
        if (p->source == NEW) {
            int64_t length = m->table.entries[p->start].member.length;
            bytes += length;
            widen(range, length);
            continue;
        }
        widen_by(base, p->source, p->start, p->count, range);
        if (base->shape.length_width == 0) {
            bytes += p->count * base->shape.member_width;
            continue;
        }
        if (source != p->source) {
            source = p->source;
            index = 0;
            column = member_column(base, source);
        }
        p->members = member_after(base, source, index, column, p->start);
        index = p->start + p->count;
        column = member_after(base, source, p->start, p->members, index);
        p->bytes = column - p->members;
        bytes += p->bytes;
    }
    m->bytes[segment] = bytes;
}

INLINE void shape_stamps(struct merge *m)
{
    int64_t newest = INT64_MIN;
    int64_t oldest = INT64_MAX;
    m->entries = 0;
    for (int group = 0; group < GROUPS; group++) {
        if (m->groups[group].size == 0)
            continue;
        newest = max(newest, first_stamp(m, group));
        oldest = min(oldest, last_stamp(m, group));
        m->entries += m->groups[group].size;
    }
    m->shape.newest = m->entries == 0 ? 0 : (uint64_t)newest;
    m->shape.stamp_width =
        m->entries == 0 ? 0 : width_of_span((uint64_t)newest - (uint64_t)oldest);
}

INLINE int64_t segment_count(const struct merge *m, int segment)
{
    int64_t size = m->groups[group_of(segment)].size;
    return segment == 0 ? min(size, HEAD) : segment == 1 ? max(size - HEAD, 0) : size;
}

static int64_t state_size(struct merge *m)
{
    const struct shape *s = &m->shape;
    int64_t size = m->entries * (s->members_at + s->kept);
    m->greatest = 0;
    for (int group = 0; group < GROUPS; group++)
        m->greatest = max(m->greatest, m->groups[group].size);
    for (int segment = 0; segment < SEGMENTS && s->length_width != 0; segment++) {
        m->greatest = max(m->greatest, m->bytes[segment]);
        size += m->bytes[segment];
    }
    size += header_size(s, directory_code(m->greatest));
    return size + (m->horizon.present ? HORIZON_HEADER + m->horizon.member.length : 0);
}

/* Chooses length and member width by all members. */
static void shape_lengths(struct merge *m)
{
    struct range range = {INT64_MAX, 0, false};
    for (int segment = 0; segment < SEGMENTS; segment++)
        if (m->groups[group_of(segment)].whole)
            lay_out_whole(m, segment, &range);
        else
            lay_out_pieces(m, segment, &range);
    bool uniform = range.shortest >= range.longest;
    m->shape.length_width = uniform ? 0 : range.longest > 0xFF ? 2 : 1;
    m->shape.member_width = uniform ? (int)range.longest : 0;
    m->same_shape = !range.old
                    || (m->shape.length_width == m->base.shape.length_width
                        && m->shape.member_width == m->base.shape.member_width
                        && m->shape.stamp_width == m->base.shape.stamp_width);
}

/* Chooses the result's shape and returns its size. */
static int64_t lay_out(struct merge *m)
{
    shape_stamps(m);
    m->shape.length_width = 0;
    m->shape.member_width = m->base.shape.member_width;
    m->same_shape = m->shape.stamp_width == m->base.shape.stamp_width;
    if (m->odd_lengths)
        shape_lengths(m);
    settle_shape(&m->shape);
    for (int group = 0; group < GROUPS && !m->same_shape; group++)
        if (m->groups[group].whole) { /* it will be written entry by entry */
            split(m, group);
            for (int segment = first_segment(group); group_of(segment) == group; segment++)
                lay_out_pieces(m, segment, &(struct range){0});
        }
    if (m->entries > 1 || (m->entries == 1 && m->horizon.present))
        return state_size(m);
    if (m->entries == 1)
        return OPERATION_HEADER + m->shape.member_width;
    return m->horizon.present ? OPERATION_HEADER + m->horizon.member.length : 0;
}

/* ---- 7. Write ---------------------------------------------------------------------------------
 *
 * Columns are written in ascending order, so a short value may be stored as eight bytes: what that
 * writes too much is written again, or lies in the slack.
 */

/* Writes a new entry's member, or what of it is not in its fingerprint. */
INLINE uint8_t *write_member(const struct shape *s, const struct member *member, uint8_t *at)
{
    if (member->length > 8)
        return copy(at, member->far, member->length);
    store64(at, s->folded ? fold_rest(member->word, s->kept) : member->word);
    return at + (s->folded ? s->kept : member->length);
}

INLINE uint32_t print_of(const struct shape *s, const struct member *member)
{
    return s->folded ? fold_print(member->word, s->kept) : hash_print(hash_of(member));
}

/* Writes a segment of new entries and block copies of the base's columns. */
static uint8_t *write_pieces(const struct merge *m, const struct piece *from,
                             const struct piece *end, int kind, uint8_t *at)
{
    const struct view *base = &m->base;
    const struct touched *entries = m->table.entries;
    const struct shape *s = &m->shape;
    int64_t stamp_width = s->stamp_width;
    int64_t length_width = s->length_width;
    int64_t kept = s->kept;
    for (const struct piece *p = from; p < end; p++) {
        if (p->source == NEW) {
            store64(at, (uint64_t)entries[p->start].stamps[kind]);
            at += stamp_width;
        } else {
            at = copy(at, base->starts[p->source] + p->start * stamp_width, p->count * stamp_width);
        }
    }
    for (const struct piece *p = from; p < end && s->printed; p++) {
        if (p->source == NEW) {
            store16(at, s->folded ? fold_print(entries[p->start].member.word, s->kept)
                                  : hash_print(entries[p->start].hash));
            at += PRINT;
        } else {
            at = copy(at, print_column(base, p->source) + (int64_t)p->start * PRINT,
                      p->count * PRINT);
        }
    }
    for (const struct piece *p = from; p < end && length_width != 0; p++) {
        if (p->source == NEW) {
            store16(at, (uint32_t)entries[p->start].member.length);
            at += length_width;
        } else {
            at = copy(at, length_column(base, p->source) + p->start * length_width,
                      p->count * length_width);
        }
    }
    for (const struct piece *p = from; p < end; p++)
        if (p->source == NEW)
            at = write_member(s, &entries[p->start].member, at);
        else if (length_width == 0)
            at = copy(at, member_column(base, p->source) + p->start * kept, p->count * kept);
        else
            at = copy(at, p->members, p->bytes);
    return at;
}

/* A piece's entries one by one, where the base's columns have other widths. */
INLINE struct walk walk_piece(const struct merge *m, const struct piece *p)
{
    if (m->base.shape.length_width != 0 || p->source == NEW)
        return walk_from(&m->base, p->source, p->start, p->members);
    const uint8_t *column = member_column(&m->base, p->source) + p->start * m->base.shape.kept;
    return walk_from(&m->base, p->source, p->start, column);
}

INLINE void step_piece(const struct merge *m, const struct piece *p, int kind, struct walk *w)
{
    if (p->source != NEW) {
        step(w);
        return;
    }
    const struct touched *t = &m->table.entries[p->start];
    w->member = t->member;
    w->stamp = t->stamps[kind];
}

/* Writes a segment entry by entry, a column at a time. */
static uint8_t *write_entries(const struct merge *m, const struct piece *from,
                              const struct piece *end, int kind, uint8_t *at)
{
    const struct shape *s = &m->shape;
    for (int column = 0; column < 4; column++)
        for (const struct piece *p = from; p < end; p++) {
            struct walk w = walk_piece(m, p);
            for (int64_t i = 0; i < p->count; i++) {
                step_piece(m, p, kind, &w);
                if (column == 0) {
                    store64(at, (uint64_t)w.stamp);
                    at += s->stamp_width;
                } else if (column == 1 && s->printed) {
                    store16(at, print_of(s, &w.member));
                    at += PRINT;
                } else if (column == 2 && s->length_width != 0) {
                    store16(at, (uint32_t)w.member.length);
                    at += s->length_width;
                } else if (column == 3) {
                    at = write_member(s, &w.member, at);
                }
            }
        }
    return at;
}

INLINE uint8_t *write_number(uint8_t *at, int code, int64_t number)
{
    store64(at, (uint64_t)number);
    return at + (1 << code);
}

INLINE uint8_t *write_header(const struct merge *m, uint8_t *at)
{
    const struct shape *s = &m->shape;
    int code = directory_code(m->greatest);
    at[0] = STATE;
    at[1] = (uint8_t)(s->stamp_width | s->length_width << 4 | (m->horizon.present ? HAS_HORIZON : 0));
    at[2] = (uint8_t)code;
    store64(at + 3, s->newest);
    at += STATE_HEADER;
    if (s->length_width == 0) {
        store16(at, (uint32_t)s->member_width);
        at += 2;
    }
    for (int group = 0; group < GROUPS; group++)
        at = write_number(at, code, m->groups[group].size);
    for (int segment = 0; segment < SEGMENTS && s->length_width != 0; segment++)
        at = write_number(at, code, m->bytes[segment]);
    return at;
}

/* Writes a group that is not whole. */
static uint8_t *write_group(struct merge *m, int group, uint8_t *at)
{
    int kind = kind_of(group);
    for (int segment = first_segment(group); group_of(segment) == group; segment++) {
        struct piece *end;
        const struct piece *from = segment_pieces(m, segment, &end);
        at = m->same_shape ? write_pieces(m, from, end, kind, at)
                           : write_entries(m, from, end, kind, at);
    }
    return at;
}

/* Groups that are whole lie one behind another, there and here. */
static void write_state(struct merge *m, uint8_t *at)
{
    at = write_header(m, at);
    for (int group = 0; group < GROUPS;) {
        const uint8_t *from = m->base.starts[first_segment(group)];
        int first = group;
        while (group < GROUPS && m->groups[group].whole && m->same_shape)
            group++;
        if (group > first)
            at = copy(at, from, m->base.starts[first_segment(group)] - from);
        else
            at = write_group(m, group++, at);
    }
    if (m->horizon.present) {
        store64(at, (uint64_t)m->horizon.stamp);
        store16(at + 8, (uint32_t)m->horizon.member.length);
        write_member(&(struct shape){0}, &m->horizon.member, at + HORIZON_HEADER);
    }
}

/* Writes a result that is a single operation. */
static void write_operation(struct merge *m, uint8_t *at)
{
    for (int group = 0; group < GROUPS; group++) {
        if (m->groups[group].size == 0)
            continue;
        if (m->groups[group].whole) {
            split(m, group);
            lay_out_pieces(m, first_segment(group), &(struct range){0});
        }
        const struct piece *p = m->groups[group].pieces;
        struct walk w = walk_piece(m, p);
        step_piece(m, p, kind_of(group), &w);
        at[0] = (uint8_t)(ADD + kind_of(group));
        store64(at + 1, (uint64_t)w.stamp);
        write_member(&(struct shape){0}, &w.member, at + OPERATION_HEADER);
    }
}

/* ---- The whole -------------------------------------------------------------------------------- */

/* Initial-exec: one load, not a call; it costs eight bytes of the room that libc keeps for that. */
static _Thread_local struct merge *thread_merge __attribute__((tls_model("initial-exec")));
static pthread_key_t merges; /* frees a thread's scratch when the thread ends */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void free_merge(void *merge)
{
    struct merge *m = merge;
    for (int group = 0; group < GROUPS; group++) {
        free(m->groups[group].insertions.all);
        free(m->groups[group].removals.all);
        free(m->groups[group].pieces);
    }
    free(m->table.entries);
    free(m->table.slots);
    free(m->check.entries);
    free(m->check.slots);
    free(m->states);
    free(m->scratch);
    free(m);
}

static void create_key(void) { pthread_key_create(&merges, free_merge); }

static __attribute__((noinline)) struct merge *new_merge(void)
{
    struct merge *m = grown(NULL, sizeof *m);
    memset(m, 0, sizeof *m);
    grow_table(&m->table);
    grow_table(&m->check);
    pthread_once(&once, create_key);
    pthread_setspecific(merges, m);
    thread_merge = m;
    return m;
}

/* How many of a group's entries the horizon leaves. */
static int64_t kept_above_horizon(const struct merge *m, int group)
{
    int64_t low = 0;
    for (int64_t high = group_count(&m->base, group); low < high;) {
        int64_t middle = (low + high) / 2;
        int64_t index = middle;
        int segment = locate(&m->base, group, &index);
        int64_t stamp = stamp_at(&m->base, segment, index);
        bool out = stamp < m->horizon.stamp;
        if (stamp == m->horizon.stamp) {
            struct member member = find_member(&m->base, segment, index);
            out = excludes(&m->horizon, stamp, &member);
        }
        low = out ? low : middle + 1;
        high = out ? middle : high;
    }
    return low;
}

/* Starts a group, with the entries of the base that the horizon and KEEP's rule leave it. */
INLINE void start_group(struct merge *m, int group)
{
    struct group *g = &m->groups[group];
    g->insertions.count = 0;
    g->removals.count = 0;
    g->kept = group_count(&m->base, group);
    if (m->policy->keep && (group == BURIED || group == OUTLIVED))
        g->kept = 0; /* of each member one entry */
    if (g->kept > 0 && m->horizon.present && m->base.last[group] <= m->horizon.stamp)
        g->kept = kept_above_horizon(m, group);
}

int64_t lww_plan(const struct lww_policy *policy, const struct lww_inputs *inputs)
{
    struct merge *m = thread_merge != NULL ? thread_merge : new_merge();
    m->policy = policy;
    if (!gather(m, inputs))
        return LWW_DECLINED;
    for (int group = 0; group < GROUPS; group++)
        start_group(m, group);
    m->odd_lengths = m->base.shape.length_width != 0;
    if (m->table.count > 0) {
        search_base(m);
        resolve(m);
    }
    for (int group = 0; group < GROUPS; group++)
        build(m, group);
    if (!policy->keep)
        truncate_forget(m);
    else if (inputs->full)
        truncate_keep(m);
    return lay_out(m);
}

void lww_write(uint8_t *output)
{
    struct merge *m = thread_merge;
    if (m->entries > 1 || (m->entries == 1 && m->horizon.present)) {
        write_state(m, output);
    } else if (m->entries == 1) {
        write_operation(m, output);
    } else if (m->horizon.present) {
        output[0] = FORGET;
        store64(output + 1, (uint64_t)m->horizon.stamp);
        write_member(&(struct shape){0}, &m->horizon.member, output + OPERATION_HEADER);
    }
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
