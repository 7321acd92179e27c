package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One queue.
///
/// @param skills required of an operator: name to lowest level
/// @param target by channel; a channel that is absent is not taken by this queue
/// @param offerFor how long one operator is asked
/// @param wrapUpFor how long an operator may wrap up
/// @param wrapUpExtend how an operator may get more of it
/// @param priority weight among queues, 0 is usual, each step counts as ten minutes less slack
/// @param opening the calendar of its opening hours
/// @param starveAfter how long written work may wait before it comes before calls
/// @param closed what becomes of callers outside the opening hours; absent: they wait all the same
/// @param announce absent: callers hear music only
/// @param overflow absent: callers wait as long as they like
/// @param relax how requirements relax while a contact waits
/// @param autoAccept whether written work is an operator's as soon as it is offered
/// @param untouched absent: written work may lie in hands
/// @param unstaffed absent: contacts wait although nobody is logged in
/// @param signature which of `texts/` stands under what its operators write
/// @param callback absent: callers cannot ask to be called back
/// @param recording absent: talks are not recorded
/// @param survey absent: callers are not asked what they think
public record QueueConfig(
    @Defines("queue") QueueId id,
    Label name,
    @Default("{}") @Names("skill") @Range(min = "1", max = "5") Map<String, Integer> skills,
    @Length Map<Channel, TargetConfig> target,
    @Default("{}") OfferForConfig offerFor,
    @Default("2 min") @Range(min = "0 s", max = "1 h") Duration wrapUpFor,
    @Default("{}") MoreTimeConfig wrapUpExtend,
    @Default("0") @Range(min = "-10", max = "10") int priority,
    @Names("calendar") String opening,
    @Default("3 d") @Range(min = "10 min", max = "30 d") Duration starveAfter,
    Optional<ClosedConfig> closed,
    Optional<AnnounceConfig> announce,
    Optional<OverflowConfig> overflow,
    @Default("[]") @Length(min = 0, max = 10) List<RelaxConfig> relax,
    @Default("false") boolean autoAccept,
    Optional<UntouchedConfig> untouched,
    Optional<UnstaffedConfig> unstaffed,
    Optional<QueueRecordingConfig> recording,
    Optional<SurveyConfig> survey,
    @Default("mail-signature") String signature,
    Optional<CallbackConfig> callback) {}
