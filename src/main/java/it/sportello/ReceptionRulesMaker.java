package it.sportello;

import it.sportello.base.QueueId;
import it.sportello.config.CallbackConfig;
import it.sportello.config.ClosedConfig;
import it.sportello.config.Configuration;
import it.sportello.config.LeadsToConfig;
import it.sportello.config.MenuConfig;
import it.sportello.config.NumberConfig;
import it.sportello.config.OverflowConfig;
import it.sportello.config.PhoneConfig;
import it.sportello.config.QueueConfig;
import it.sportello.config.SurveyConfig;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.ReceptionRules.Announcing;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Menu;
import it.sportello.desk.ReceptionRules.Overflow;
import it.sportello.desk.ReceptionRules.Survey;
import it.sportello.desk.ReceptionRules.Target;
import it.sportello.schedule.OpeningHours;
import it.sportello.telephony.OutsideNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Says in the core's words what callers hear.
final class ReceptionRulesMaker {
  private final Configuration config;
  private final Function<String, OpeningHours> hours;
  private final OutsideNumbers outside;

  /// @param hours a calendar's, by its id
  /// @param outside the numbers that can be called
  ReceptionRulesMaker(
      Configuration config, Function<String, OpeningHours> hours, OutsideNumbers outside) {
    this.config = config;
    this.hours = hours;
    this.outside = outside;
  }

  ReceptionRules rules() {
    Optional<PhoneConfig> phone = config.sportello().phone();
    String language = config.sportello().center().language();
    var menus = new HashMap<String, Menu>();
    phone
        .map(PhoneConfig::menus)
        .orElse(List.of())
        .forEach(menu -> menus.put(menu.id(), menu(menu, language)));
    var numbers = new HashMap<String, String>();
    for (NumberConfig n : phone.map(PhoneConfig::numbers).orElse(List.of())) {
      n.menu().ifPresent(menu -> numbers.put(n.did(), menu));
    }
    return new ReceptionRules(language, numbers, menus, queues());
  }

  private static Menu menu(MenuConfig menu, String language) {
    Map<String, Target> digits = new HashMap<>();
    menu.digits().forEach((digit, to) -> digits.put(digit, target(to)));
    return new Menu(
        menu.id(),
        menu.language().orElse(language),
        menu.prompt(),
        digits,
        menu.timeout(),
        menu.tries(),
        target(menu.otherwise()));
  }

  private static Target target(LeadsToConfig to) {
    return to.menu()
        .<Target>map(ReceptionRules.ToMenu::new)
        .orElseGet(() -> new ReceptionRules.ToQueue(to.queue().orElseThrow()));
  }

  private Map<QueueId, Manners> queues() {
    var queues = new HashMap<QueueId, Manners>();
    for (QueueConfig q : config.queues().queues()) {
      OpeningHours open = hours.apply(q.opening());
      queues.put(
          q.id(),
          new Manners(
              open::isOpen,
              q.closed()
                  .map(c -> new Closed(c.prompt(), c.then() == ClosedConfig.Then.HANGUP, c.to())),
              q.announce().map(a -> new Announcing(a.first(), a.every())),
              q.overflow().map(ReceptionRulesMaker::overflow),
              q.survey().map(ReceptionRulesMaker::survey),
              q.callback().map(c -> callingBack(c, open))));
    }
    return queues;
  }

  private CallingBack callingBack(CallbackConfig c, OpeningHours open) {
    return new CallingBack(
        c.tries(),
        c.every(),
        c.keepFor(),
        open::nextOpening,
        at -> open.plus(at, c.written()),
        outside::ofCaller);
  }

  private static Survey survey(SurveyConfig s) {
    return new Survey(s.prompt(), s.thanks(), Set.of(s.digits().split("")));
  }

  private static Overflow overflow(OverflowConfig o) {
    return new Overflow(o.after(), o.length(), o.to(), o.prompt());
  }
}
