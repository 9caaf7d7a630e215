// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows in a minute what the project does. */
@Command(
    name = "demo",
    header = "See in a few seconds what Lastword does, on a made-up day of a photo service.",
    description = {"", "Works in a temporary database, which is deleted at the end."},
    footer = {"", "Example:", "  lastword demo"})
final class DemoCommand implements Callable<Integer> {
  private static final int PEOPLE = 300;
  private static final int EVENTS = 150_000;

  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("lastword-demo-")) {
      run(folder.path());
    }
    return CommandRunner.DONE;
  }

  private void run(Path folder) {
    DemoStream stream = new DemoStream(PEOPLE, EVENTS);
    DemoTour tour = new DemoTour(session, stream);
    Path db = folder.resolve("feed.db");
    tour.introduce();
    try (LwwStore store = LwwStore.open(db, Policy.unbounded())) {
      tour.write(store);
      tour.compact(store, db);
      tour.read(store);
      tour.comeLate(store);
      tour.shuffle(store, folder.resolve("shuffled.db"));
    }
    tour.limit(db);
    tour.tellWhatNext();
  }
}
