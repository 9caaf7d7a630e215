// SPDX-License-Identifier: Apache-2.0

/**
 * An application of several instances: an operations topic in, partitioned by set; pages and
 * timelines out, over HTTP, from whichever instance is asked. {@code docs/scale-out.md} says how to
 * run it.
 */
@NullMarked
package dev.lastword.streams.example;

import org.jspecify.annotations.NullMarked;
