// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.Cursor;
import dev.lastword.merge.Policy.Overflow;
import dev.lastword.tune.SyntheticSpec;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Puts the command together. */
final class Commands {
  private Commands() {}

  /** The whole command, with what all subcommands share. */
  static CommandLine create(Session session) {
    CommandLine line =
        new CommandLine(new LastwordCommand(session))
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new LoadCommand(session))
            .addSubcommand(new SelectCommand(session))
            .addSubcommand(new TimelineCommand(session))
            .addSubcommand(new ContainsCommand(session))
            .addSubcommand(new ExportCommand(session))
            .addSubcommand(new CompactCommand(session))
            .addSubcommand(new StatsCommand(session))
            .addSubcommand(new InspectCommand(session))
            .addSubcommand(new VerifyCommand(session))
            .addSubcommand(new DiffCommand(session))
            .addSubcommand(new SyncCommand(session))
            .addSubcommand(new TuneCommand(session))
            .addSubcommand(new BenchCommand(session));
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show which build this is.")
                .build());
    share(line.getCommandSpec());
    line.getSubcommands().values().forEach(sub -> share(sub.getCommandSpec()));
    // A key may well begin with @, and none means "read arguments from the file of that name".
    return line.setExpandAtFiles(false)
        .setUsageHelpLongOptionsMaxWidth(28)
        .setUsageHelpWidth(96)
        .registerConverter(Key.class, Key::parse)
        .registerConverter(Member.class, Member::parse)
        .registerConverter(Cursor.class, Cursors::parse)
        .registerConverter(Path.class, Arguments::path)
        .registerConverter(Count.class, Count::parse)
        .registerConverter(Overflow.class, PolicyOptions::parseOverflow)
        .registerConverter(OutputFormat.class, OutputFormat::parse)
        .registerConverter(Thresholds.class, Thresholds::parse)
        .registerConverter(SyntheticSpec.class, SyntheticText::parse)
        .registerConverter(Positive.class, Positive::parse)
        .registerConverter(Share.class, Share::parse)
        .registerConverter(ByteSize.class, ByteSize::parse);
  }

  private static void share(CommandSpec command) {
    command
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help, with an example.")
                .build())
        .addOption(
            OptionSpec.builder("--debug")
                .type(boolean.class)
                .description("Show the stack trace of an error.")
                .build());
    command
        .usageMessage()
        .synopsisHeading("Usage: ")
        .abbreviateSynopsis(false)
        .sortOptions(false)
        .showDefaultValues(false);
  }
}
