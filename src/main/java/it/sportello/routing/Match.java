package it.sportello.routing;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Explanation;

/// One contact for one operator, and why.
public record Match(ContactId contact, OperatorId operator, Explanation why) {}
