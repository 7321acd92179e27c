package it.sportello.config;

import it.sportello.config.yaml.Binder;
import it.sportello.mail.dkim.DkimKey;
import java.io.IOException;
import java.util.List;

/// Whether the keys that mailboxes sign with can be used; looks into their files.
final class DkimChecks {
  private final Binder binder;

  DkimChecks(Binder binder) {
    this.binder = binder;
  }

  void mailboxes(List<MailboxConfig> mailboxes) {
    for (int i = 0; i < mailboxes.size(); i++) {
      String key = "mail.mailboxes[" + i + "].dkim.keyFile";
      mailboxes.get(i).dkim().ifPresent(dkim -> keyFile(key, dkim));
    }
  }

  private void keyFile(String key, DkimConfig dkim) {
    try {
      DkimKey.read(dkim.keyFile());
    } catch (IOException e) {
      binder.report(
          binder.where("sportello.yaml").refusal(key, dkim.keyFile() + ": " + e.getMessage()));
    }
  }
}
