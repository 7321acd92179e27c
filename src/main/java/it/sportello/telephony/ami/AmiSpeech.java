package it.sportello.telephony.ami;

import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asteriskjava.manager.action.AgiAction;
import org.asteriskjava.manager.event.AsyncAgiExecEvent;

/// Says prompts in AGI commands, and reads what Asterisk tells about them.
///
/// Asterisk works off the commands of one channel in order. The music is off while something is
/// said. A redirect ends the command that runs, but those behind it run when the channel is under
/// AGI again: so all that is said at once is one command, and only the music comes after it. The
/// command whose end matters carries an id: `say` or `ask`, and what the desk called it. Immutable.
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
    String files =
        speech.prompts().stream().map(p -> file(speech, p)).collect(Collectors.joining("&"));
    return quietly(call, "EXEC Playback \"" + files + "\"", SAY + about);
  }

  List<AgiAction> ask(CallId call, Speech speech, String question, Duration patience) {
    String option =
        "GET OPTION \"%s\" \"0123456789*#\" %d"
            .formatted(file(speech, speech.prompts().getFirst()), patience.toMillis());
    return quietly(call, option, ASK + question);
  }

  private static List<AgiAction> quietly(CallId call, String command, String id) {
    return List.of(
        new AgiAction(call.value(), "SET MUSIC OFF"),
        new AgiAction(call.value(), command, id),
        new AgiAction(call.value(), "SET MUSIC ON"));
  }

  private String file(Speech speech, String name) {
    return prompts.resolve(speech.language()).resolve(name).toString();
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
