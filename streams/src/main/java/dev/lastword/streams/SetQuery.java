// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.LastwordException;
import java.util.function.Function;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;

/**
 * A query for {@code KafkaStreams.query}: any question that {@link ReadOnlyLwwSets} answers, asked
 * of each partition by itself, active ones and standbys.
 *
 * <pre>{@code
 * SetQuery<List<Entry>> newest = SetQuery.of(sets -> sets.select("anna", 0, 50));
 * StateQueryResult<List<Entry>> pages =
 *     streams.query(StateQueryRequest.inStore("feeds").withQuery(newest));
 * }</pre>
 *
 * <p>A store of sets does not track positions of the input: a query with a bound is answered {@code
 * NOT_UP_TO_BOUND}, and positions in answers are empty. One that fails, for its arguments or
 * because the store is being closed, is answered {@code STORE_EXCEPTION}.
 *
 * @param <R> what the question answers
 */
public final class SetQuery<R> implements Query<R> {
  private final Function<ReadOnlyLwwSets, R> question;

  private SetQuery(Function<ReadOnlyLwwSets, R> question) {
    this.question = question;
  }

  /**
   * A query.
   *
   * @param question asked of each partition's sets, on the thread that calls {@code query}
   */
  public static <R> SetQuery<R> of(Function<ReadOnlyLwwSets, R> question) {
    return new SetQuery<>(question);
  }

  static <R> QueryResult<R> answer(
      LwwSetStore store, Query<R> query, PositionBound bound, QueryConfig config) {
    long begun = config.isCollectExecutionInfo() ? System.nanoTime() : 0;
    QueryResult<R> result = answer(store, query, bound);
    if (config.isCollectExecutionInfo()) {
      long took = System.nanoTime() - begun;
      result.addExecutionInfo("Handled in " + store.getClass() + " in " + took + "ns");
    }
    result.setPosition(Position.emptyPosition());
    return result;
  }

  private static <R> QueryResult<R> answer(LwwSetStore store, Query<R> query, PositionBound bound) {
    if (!(query instanceof SetQuery<R> asked)) {
      return QueryResult.forUnknownQueryType(query, store);
    }
    return bound.isUnbounded()
        ? asked.ask(store)
        : QueryResult.forFailure(
            FailureReason.NOT_UP_TO_BOUND,
            "store of sets does not track positions; ask without a bound");
  }

  private QueryResult<R> ask(LwwSetStore store) {
    try {
      return QueryResult.forResult(question.apply(store));
    } catch (LastwordException | IllegalArgumentException | IllegalStateException e) {
      return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, String.valueOf(e));
    }
  }
}
