package it.sportello;

import it.sportello.access.Account;
import it.sportello.access.Accounts;
import it.sportello.access.FirstPasswords;
import it.sportello.access.FirstPasswords.FirstPassword;
import it.sportello.access.HashingBusy;
import it.sportello.access.Login;
import it.sportello.access.PasswordHashing;
import it.sportello.access.Passwords;
import it.sportello.access.SessionTimes;
import it.sportello.access.Sessions;
import it.sportello.base.OperatorId;
import it.sportello.config.OperatorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Who may come in.
///
/// @param fresh passwords made just now, to be shown once
record AccessParts(Login login, Sessions sessions, List<FirstPassword> fresh)
    implements AutoCloseable {

  static AccessParts make(
      List<OperatorConfig> operators, Path directory, InstantSource clock, SecureRandom random)
      throws IOException {
    var accounts =
        new Accounts(
            operators.stream()
                .map(o -> new Account(o.id(), o.name(), new HashSet<>(o.roles())))
                .toList());
    var hashing = new PasswordHashing(random);
    var passwords = new Passwords(directory.resolve("passwords.json"));
    Map<OperatorId, String> configured = new HashMap<>();
    for (OperatorConfig operator : operators) {
      if (!operator.password().isGenerated()) {
        configured.put(operator.id(), operator.password().reveal());
      }
    }
    passwords.setAll(hashing.hashAll(configured));
    List<FirstPassword> fresh =
        new FirstPasswords(passwords, hashing, random).makeMissing(accounts);
    var sessions =
        new Sessions(
            accounts, directory.resolve("sessions.json"), SessionTimes.DEFAULT, clock, random);
    try {
      return new AccessParts(
          new Login(accounts, passwords, hashing, sessions, clock), sessions, fresh);
    } catch (HashingBusy e) {
      throw new IllegalStateException("nobody else hashes passwords at start", e);
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
