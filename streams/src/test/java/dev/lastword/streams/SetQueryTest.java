// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interactive queries, of both kinds, to a store that is open and to one that is not. */
final class SetQueryTest {
  private static final SetQuery<Long> SIZE = SetQuery.of(sets -> sets.size("anna"));

  @TempDir Path dir;

  private TopologyTestDriver driver;
  private LwwSetStore store;

  @BeforeEach
  void open() {
    driver = Topologies.driver(dir, LwwSets.store(STORE, Policy.forget()), Map.of());
    input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
    store = store(driver);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void question_isAnswered() {
    assertEquals(1, ask(SIZE, PositionBound.unbounded()).getResult());
  }

  @Test
  void questions_thatFail_areAnsweredWithTheReason() {
    Position position = Position.emptyPosition().withComponent("t", 0, 1);
    assertReason(FailureReason.NOT_UP_TO_BOUND, ask(SIZE, PositionBound.at(position)));
    assertReason(
        FailureReason.UNKNOWN_QUERY_TYPE, ask(KeyQuery.withKey("anna"), PositionBound.unbounded()));
    SetQuery<Object> bad = SetQuery.of(sets -> sets.select("anna", -1, 10));
    assertReason(FailureReason.STORE_EXCEPTION, ask(bad, PositionBound.unbounded()));
    store.close();
    assertReason(FailureReason.STORE_EXCEPTION, ask(SIZE, PositionBound.unbounded()));
  }

  private static void assertReason(FailureReason reason, QueryResult<?> result) {
    assertTrue(result.isFailure());
    assertEquals(reason, result.getFailureReason());
  }

  @Test
  void executionInfo_isGivenWhereItIsAskedFor() {
    assertEquals(List.of(), ask(SIZE, PositionBound.unbounded()).getExecutionInfo());
    List<String> info =
        store.query(SIZE, PositionBound.unbounded(), new QueryConfig(true)).getExecutionInfo();
    assertTrue(info.getFirst().startsWith("Handled in class dev.lastword.streams."), info + "");
  }

  private <R> QueryResult<R> ask(Query<R> query, PositionBound bound) {
    return store.query(query, bound, new QueryConfig(false));
  }

  /** What {@code KafkaStreams.store} gives must say that the partition may have moved. */
  @Test
  void questions_toAStoreThatWasClosed_sayThatItMayHaveMoved() {
    CompositeSets sets = new CompositeSets(() -> List.of(store));
    List<byte[]> keys = List.of(utf8("anna"));
    List<Consumer<ReadOnlyLwwSets>> questions =
        List.of(
            all -> all.select("anna", 0, 10),
            all -> all.select("anna", null, null, 10),
            all -> all.contains("anna", "x"),
            all -> all.size("anna"),
            all -> all.record(utf8("anna")),
            all -> all.timeline(keys, null, 10));
    questions.forEach(question -> question.accept(sets));
    store.close();
    for (Consumer<ReadOnlyLwwSets> question : questions) {
      InvalidStateStoreException e =
          assertThrows(InvalidStateStoreException.class, () -> question.accept(sets));
      assertTrue(String.valueOf(e.getMessage()).contains("look it up again"));
    }
  }
}
