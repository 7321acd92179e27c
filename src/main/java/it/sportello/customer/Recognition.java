package it.sportello.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import it.sportello.base.CustomerId;
import it.sportello.base.PhoneText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds the customer behind an address.
///
/// The id is a keyed hash of the normalised address: the same address gives the same customer on
/// every channel and at every moment, without a look-up and without a race, and whoever does not
/// have the installation's key cannot get from the id to the address. Safe to use from several
/// threads.
public final class Recognition {
  private static final String HMAC = "HmacSHA256";
  private static final int ID_BYTES = 10;

  private final SecretKeySpec key;
  private final String region;

  /// @param key of the installation, at least 32 random bytes, the same for ever
  /// @param region the country of numbers without a prefix, ISO 3166-1, for example `IT`
  public Recognition(byte[] key, String region) {
    this.key = new SecretKeySpec(key, HMAC);
    this.region = region;
  }

  /// Returns the customer who calls from this number.
  ///
  /// @param number as the network showed it
  public CustomerId byPhone(String number) {
    return id("tel:" + normalPhone(number));
  }

  /// Returns the customer who writes from this mail address.
  public CustomerId byMail(String address) {
    return id("mail:" + address.strip().toLowerCase(Locale.ROOT));
  }

  /// Returns the customer of a contact without any address: one for each contact.
  ///
  /// @param contact names the contact
  public CustomerId unknown(String contact) {
    return id("contact:" + contact);
  }

  /// Returns the number as E.164 if it can be one, otherwise what came. Nothing is read into what
  /// is not written like a number: that would be somebody else's.
  public String normalPhone(String number) {
    if (!PhoneText.isNumber(number.strip())) {
      return number.strip();
    }
    try {
      var parsed = PhoneNumberUtil.getInstance().parse(number, region);
      if (PhoneNumberUtil.getInstance().isPossibleNumber(parsed)) {
        return PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      // What cannot be a number stays what it is: two calls from it are still from the same
      // customer.
    }
    return number.strip();
  }

  private CustomerId id(String address) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] hash = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
      return new CustomerId(HexFormat.of().formatHex(hash, 0, ID_BYTES));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + HMAC, e);
    }
  }
}
