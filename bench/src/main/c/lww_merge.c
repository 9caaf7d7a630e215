// SPDX-License-Identifier: Apache-2.0
#include "lww_merge.h"

int64_t lww_plan(const struct lww_policy *policy, const struct lww_inputs *inputs)
{
    (void)policy, (void)inputs;
    return LWW_DECLINED;
}

void lww_write(uint8_t *output) { (void)output; }

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
