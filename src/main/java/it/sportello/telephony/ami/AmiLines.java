package it.sportello.telephony.ami;

import it.sportello.base.OperatorId;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.telephony.Softphones;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Makes the accounts of the operators' browsers, and the file by which Asterisk learns them.
///
/// Passwords are made at random when this is made and are nowhere but in memory and in that file:
/// after a restart of the server the old ones are worth nothing. Any thread.
public final class AmiLines implements Softphones {
  private static final int PASSWORD_BYTES = 20;

  /// Only a name for the address of record: nothing is ever sent there (RFC 2606 section 2).
  private static final String DOMAIN = "sportello.invalid";

  private final Path file;
  private final Map<OperatorId, Account> accounts = new TreeMap<>();

  private record Account(String extension, SoftphoneAccount softphone) {}

  /// @param random where passwords come from; a `SecureRandom` outside tests
  public AmiLines(AmiConfig config, RandomGenerator random) {
    file = config.operatorsFile();
    config.lines().entrySet().stream()
        .filter(e -> e.getValue().phone() == Phone.BROWSER)
        .forEach(e -> accounts.put(e.getKey(), account(e.getValue(), random)));
  }

  private static Account account(Line line, RandomGenerator random) {
    String user = Extensions.endpoint(line);
    var password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    return new Account(
        line.extension(),
        new SoftphoneAccount(
            "sip:" + user + "@" + DOMAIN, user, HexFormat.of().formatHex(password)));
  }

  @Override
  public Optional<SoftphoneAccount> accountFor(OperatorId operator) {
    return Optional.ofNullable(accounts.get(operator)).map(Account::softphone);
  }

  /// Replaces the file in one step; its owner may write it and its group (Asterisk's) read it.
  ///
  /// @throws UncheckedIOException naming the file
  void write() {
    try {
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      Path next =
          Files.createTempFile(
              directory,
              ".operators",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
      Files.writeString(next, text(), StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "phone operators' file: "
              + file
              + " (expected: a file this server can write and Asterisk can read): "
              + e.getMessage(),
          e);
    }
  }

  private String text() {
    var text =
        new StringBuilder(
            "; Written by Sportello at its start, with new passwords each time. Do not edit.\n");
    accounts.values().forEach(account -> text.append(endpoint(account)));
    return text.toString();
  }

  /// Source: the templates of `config/asterisk/pjsip.conf`.
  private static String endpoint(Account account) {
    SoftphoneAccount softphone = account.softphone();
    return """

    [%1$s](operator)
    auth = %1$s
    aors = %1$s
    callerid = <%2$s>

    [%1$s](operator-auth)
    username = %1$s
    password = %3$s

    [%1$s](operator-aor)
    """
        .formatted(softphone.user(), account.extension(), softphone.password());
  }
}
