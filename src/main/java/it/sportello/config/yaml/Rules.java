package it.sportello.config.yaml;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the annotations of one record component demand of its value.
///
/// @param annotations at most one of each type
record Rules(List<Annotation> annotations) {
  static final Rules NONE = new Rules(List.of());

  static Rules of(RecordComponent component) {
    return new Rules(List.of(component.getAnnotations()));
  }

  <A extends Annotation> Optional<A> get(Class<A> type) {
    return annotations.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /// The rules for the elements of a list: its length is the list's own.
  Rules ofElements() {
    return only(it -> !(it instanceof Length));
  }

  /// The rules for the keys of a map: names are its keys.
  Rules ofKeys() {
    return only(it -> it instanceof Names || it instanceof Defines);
  }

  /// The rules for the values of a map.
  Rules ofMapValues() {
    return only(it -> !(it instanceof Length || it instanceof Names || it instanceof Defines));
  }

  private Rules only(Predicate<Annotation> kept) {
    return new Rules(annotations.stream().filter(kept).toList());
  }

  /// Reports what is wrong with a text, as it was written.
  ///
  /// @return whether nothing is
  boolean allowText(String text, Place place) {
    Optional<String> expected =
        get(OneOf.class)
            .filter(oneOf -> !List.of(oneOf.value()).contains(text))
            .map(oneOf -> Nearest.expected(text, List.of(oneOf.value())))
            .or(
                () ->
                    get(Like.class).filter(like -> !text.matches(like.value())).map(Like::expected))
            .or(() -> get(Length.class).filter(it -> !fits(it, text.length())).map(Rules::signs));
    expected.ifPresent(it -> place.problem(Written.quote(text), it));
    return expected.isEmpty();
  }

  /// Reports a list or map that is too short or too long.
  boolean allowCount(int count, Place place) {
    Optional<Length> broken = get(Length.class).filter(it -> !fits(it, count));
    broken.ifPresent(
        it -> place.problem(count + (count == 1 ? " element" : " elements"), elements(it)));
    return broken.isEmpty();
  }

  /// Reports a value outside its range; the ends are read by `scalar`, like the value itself.
  boolean allowRange(Object value, String written, Scalar scalar, Place place) {
    Optional<Range> broken =
        get(Range.class)
            .filter(
                it ->
                    compare(value, scalar.read(it.min())) < 0
                        || compare(value, scalar.read(it.max())) > 0);
    broken.ifPresent(it -> place.problem(Written.quote(written), it.min() + " to " + it.max()));
    return broken.isEmpty();
  }

  @SuppressWarnings("unchecked") // both were read by the same scalar reader
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static boolean fits(Length length, int count) {
    return count >= length.min() && count <= length.max();
  }

  private static String signs(Length length) {
    return length.max() == Integer.MAX_VALUE
        ? "a text of at least " + length.min() + " signs"
        : "a text of " + length.min() + " to " + length.max() + " signs";
  }

  private static String elements(Length length) {
    return length.max() == Integer.MAX_VALUE
        ? "at least " + length.min()
        : length.min() + " to " + length.max();
  }
}
