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
 *
 * <p>What is written goes to the changelog when Kafka Streams commits the task, and it commits a
 * task only once records or punctuations were processed. Of what a processor writes in {@code init}
 * nothing is in the changelog before that; until then it is lost with the machine. Write on the
 * first record instead, or from a punctuation.
 *
 * <p>A write may send states that were written before, where very many sets wait for the commit. It
 * throws {@code ProcessorStateException} when the changelog cannot take one of them.
 */
public interface LwwSetStore extends StateStore, SetWriter, ReadOnlyLwwSets {}
