package it.sportello.telephony.ami;

import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.AgiAction;
import org.asteriskjava.manager.event.AsyncAgiExecEvent;

/// Says prompts in AGI commands, and reads what Asterisk tells about them.
///
/// Asterisk works off the commands of one channel in order. The music is off while something is
/// said; a redirect ends the command that runs and forgets the others, and the dialplan then says
/// what is heard. The command whose end matters carries an id: `say` or `ask`, and what the desk
/// called it. Immutable.
final class AmiSpeech {
  private static final String SAY = "say ";
  private static final String ASK = "ask ";

  /// `200 result=49 endpos=7680`, where 49 is the sign that was pressed.
  private static final Pattern RESULT = Pattern.compile("200 result=(-?[0-9]{1,9})\\b.*");

  private final Path prompts;

  /// @param prompts the directory with a subdirectory for each language, as Asterisk sees it
  AmiSpeech(Path prompts) {
    this.prompts = prompts;
  }

  List<AgiAction> say(CallId call, Speech speech, String about) {
    var commands = new ArrayList<AgiAction>();
    commands.add(command(call, "SET MUSIC OFF"));
    List<String> names = speech.prompts();
    for (int i = 0; i < names.size(); i++) {
      String play = "STREAM FILE " + file(speech, names.get(i)) + " \"\"";
      boolean last = i == names.size() - 1;
      commands.add(last ? new AgiAction(call.value(), play, SAY + about) : command(call, play));
    }
    commands.add(command(call, "SET MUSIC ON"));
    return commands;
  }

  List<AgiAction> ask(CallId call, Speech speech, String question, Duration patience) {
    var commands = new ArrayList<AgiAction>();
    commands.add(command(call, "SET MUSIC OFF"));
    List<String> names = speech.prompts();
    names.subList(0, names.size() - 1).stream()
        .map(name -> command(call, "STREAM FILE " + file(speech, name) + " \"\""))
        .forEach(commands::add);
    String option =
        "GET OPTION %s \"0123456789*#\" %d"
            .formatted(file(speech, names.getLast()), patience.toMillis());
    commands.add(new AgiAction(call.value(), option, ASK + question));
    commands.add(command(call, "SET MUSIC ON"));
    return commands;
  }

  private String file(Speech speech, String name) {
    return "\"" + prompts.resolve(speech.language()).resolve(name) + "\"";
  }

  private static AgiAction command(CallId call, String command) {
    return new AgiAction(call.value(), command);
  }

  /// Returns what the end of a command means; empty if it is not one whose end matters, or if it
  /// was broken off: then the caller has gone or was redirected, and other events tell.
  static Optional<CallEvent> ended(CallId call, AsyncAgiExecEvent event) {
    String id = AmiTranslator.text(event.getCommandId());
    String result = event.getResult() == null ? "" : String.join(" ", event.decodeResult());
    Matcher read = RESULT.matcher(result.strip());
    if (!read.matches() || read.group(1).startsWith("-")) {
      return Optional.empty();
    }
    if (id.startsWith(SAY)) {
      return Optional.of(new CallEvent.Said(call, id.substring(SAY.length())));
    }
    return id.startsWith(ASK)
        ? Optional.of(new CallEvent.Digit(call, id.substring(ASK.length()), key(read.group(1))))
        : Optional.empty();
  }

  private static Optional<String> key(String sign) {
    int code = Integer.parseInt(sign);
    return code == 0 ? Optional.empty() : Optional.of(Character.toString(code));
  }
}
