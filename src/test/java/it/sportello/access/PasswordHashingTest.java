package it.sportello.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PasswordHashingTest {
  private final PasswordHashing hashing = new PasswordHashing(new SecureRandom(), 64, 1);

  @Test
  void manyAtOnceAreHashedEachForItsOwner() throws Exception {
    Map<OperatorId, String> plain =
        IntStream.range(0, 40)
            .mapToObj(n -> new OperatorId("o" + n))
            .collect(Collectors.toMap(Function.identity(), o -> "the word of " + o.value()));
    Map<OperatorId, String> hashes = hashing.hashAll(plain);
    assertEquals(plain.keySet(), hashes.keySet());
    assertEquals(40, Set.copyOf(hashes.values()).size());
    for (var hash : hashes.entrySet()) {
      assertTrue(hashing.isPasswordOf(hash.getValue(), "the word of " + hash.getKey().value()));
      assertFalse(hashing.isPasswordOf(hash.getValue(), "the word of somebody else"));
    }
  }

  @Test
  void theSamePasswordOfTwoGivesTwoHashes() {
    var anna = new OperatorId("anna");
    var bruno = new OperatorId("bruno");
    Map<OperatorId, String> hashes = hashing.hashAll(Map.of(anna, "same", bruno, "same"));
    assertEquals(2, Set.copyOf(hashes.values()).size());
  }
}
