package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.util.List;
import java.util.Optional;

/// One account that is read and sent from: either on the embedded server, or with `imap` and
/// `smtp`.
///
/// @param id our name for it, as in the journal; never changes
/// @param address of the sender, unique
/// @param name shown beside the address
/// @param channel `email` or `pec`
/// @param queue where its messages wait
/// @param rules where they wait instead, by how they look; the first that holds
/// @param embedded whether it lives on the embedded server
/// @param acknowledge what it tells whoever begins a contact; empty: nothing
/// @param sendPerMinute how many messages it sends in a minute at most; empty: as fast as it can
/// @param dkim what its messages are signed with; empty: not by us
/// @param imap how it is read; empty if embedded, or if a mail server hands its mail over
/// @param smtp how it sends; empty exactly if embedded
/// @param oauth how it logs in where there are no passwords
public record MailboxConfig(
    @Defines("mailbox")
        @Like(value = "[A-Za-z0-9._-]{1,64}", expected = "1 to 64 letters, digits, '-', '_' or '.'")
        String id,
    @Defines("mail address")
        @Like(value = "[^@\\s]+@[^@\\s]+", expected = "an address such as info@sportello.example")
        String address,
    @Length(max = 200) String name,
    @Default("email") Channel channel,
    @Names("queue") QueueId queue,
    @Default("[]") List<QueueRuleConfig> rules,
    @Default("false") boolean embedded,
    Optional<AcknowledgeConfig> acknowledge,
    @Range(min = "1", max = "6000") Optional<Integer> sendPerMinute,
    Optional<DkimConfig> dkim,
    Optional<ImapConfig> imap,
    Optional<SmtpConfig> smtp,
    Optional<OauthConfig> oauth) {
  public MailboxConfig {
    if (channel != Channel.EMAIL && channel != Channel.PEC) {
      throw new IllegalArgumentException(
          "channel: \"" + channel.code() + "\" (expected: email or pec)");
    }
    dkim.ifPresent(d -> allow(d, address, channel));
    imap.ifPresent(i -> oneWayIn("imap", i.password(), oauth));
    smtp.ifPresent(s -> oneWayIn("smtp", s.password(), oauth));
    if (embedded && (imap.isPresent() || smtp.isPresent())) {
      throw new IllegalArgumentException(
          "embedded: \"true\", but there is imap or smtp (expected: embedded: true alone)");
    }
    if (!embedded && smtp.isEmpty()) {
      throw new IllegalArgumentException(
          "embedded: \"false\", but smtp is missing (expected: smtp, and imap unless mail.intake"
              + " takes its mail; or embedded: true)");
    }
  }

  /// The provider of a certified mailbox puts messages into envelopes and signs those (RFC 6109).
  private static void allow(DkimConfig dkim, String address, Channel channel) {
    if (channel == Channel.PEC) {
      throw new IllegalArgumentException(
          "dkim: on a PEC mailbox (expected: none; the PEC provider signs what leaves it)");
    }
    if (!dkim.answersFor(address)) {
      throw new IllegalArgumentException(
          "dkim: domain \""
              + dkim.domain()
              + "\" (expected: the domain of "
              + address
              + ", or one above or below it)");
    }
  }

  private static void oneWayIn(
      String server, Optional<Secret> password, Optional<OauthConfig> oauth) {
    if (password.isPresent() == oauth.isPresent()) {
      throw new IllegalArgumentException(
          server
              + ": "
              + (oauth.isPresent() ? "a password beside oauth" : "no password")
              + " (expected: either password, or oauth of the mailbox)");
    }
  }
}
