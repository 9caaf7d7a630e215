// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.SetWriter;
import org.apache.kafka.streams.processor.StateStore;

/**
 * Sets as a state store: what a processor gets from {@code context.getStateStore(name)}.
 *
 * <p>Each write is one merge operand, appended without reading. Writes belong to the task's thread;
 * reads may come from any. A set must be written in one partition only, so partition the input by
 * set.
 */
public interface LwwSetStore extends StateStore, SetWriter, ReadOnlyLwwSets {}
