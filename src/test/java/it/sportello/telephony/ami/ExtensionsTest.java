package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.ami.AmiConfig.Line;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private final Extensions extensions = new Extensions(Map.of(ANNA, Line.inBrowser("101")));

  @Test
  void findsAnOperatorByLegEndpointAndExtension() {
    assertEquals(Optional.of(ANNA), extensions.ofLeg("PJSIP/op101-0000002a"));
    assertEquals(Optional.of(ANNA), extensions.ofEndpoint("op101"));
    assertEquals(Optional.of(ANNA), extensions.ofExtension("101"));
  }

  @Test
  void othersAreNobody() {
    assertEquals(Optional.empty(), extensions.ofLeg("PJSIP/op102-0000002a"));
    assertEquals(Optional.empty(), extensions.ofLeg("PJSIP/trunk-0000002a"));
    assertEquals(Optional.empty(), extensions.ofLeg("PJSIP/op101"));
    assertEquals(Optional.empty(), extensions.ofLeg(""));
    assertEquals(Optional.empty(), extensions.ofEndpoint("trunk"));
  }

  @Test
  void aTrunkWhoseNameStartsLikeAnOperatorIsNone() {
    assertTrue(Extensions.isOperatorsLeg("PJSIP/op999-00000001"));
    assertFalse(Extensions.isOperatorsLeg("PJSIP/operatel-00000001"));
    assertFalse(Extensions.isOperatorsLeg("PJSIP/op"));
  }
}
