package it.sportello.telephony;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import it.sportello.base.PhoneText;
import java.util.List;
import java.util.Optional;

/// Which numbers operators may have dialled. Immutable.
///
/// @param region the country of numbers without a prefix, ISO 3166-1, for example `IT`
/// @param prefixes what a number must begin with, in E.164 (`+39`); nothing may be dialled if empty
public record OutsideNumbers(String region, List<String> prefixes) {
  public OutsideNumbers {
    prefixes = List.copyOf(prefixes);
  }

  /// Returns the number of a caller as E.164; empty if it is none, or may not be dialled.
  ///
  /// @param shown as the network showed it, which the caller may have chosen
  public Optional<String> ofCaller(String shown) {
    return PhoneText.isNumber(shown) ? dialled(shown) : Optional.empty();
  }

  /// Returns the number as E.164; empty if it is no number or may not be dialled.
  ///
  /// @param typed as a person writes it
  public Optional<String> dialled(String typed) {
    try {
      var parsed = PhoneNumberUtil.getInstance().parse(typed, region);
      if (!PhoneNumberUtil.getInstance().isValidNumber(parsed)) {
        return Optional.empty();
      }
      String number = PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.E164);
      return Optional.of(number).filter(n -> prefixes.stream().anyMatch(n::startsWith));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
