"""The limits of a petition and of a civil case at first instance (BLTTDS 191–269)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_COURSE = ("BLTTDS:203.4", "BLTTDS:220.2", "BLTTDS:233.1", "BLTTDS:259.2")
"""Limits on the way to the hearing: gone once the case leaves it. The preparation is over in time (203.3.b, c)."""

SIMPLIFIED_LIMITS = (
    "BLTTDS:318.1",
    "BLTTDS:318.1#phien-toa",
    "BLTTDS:233.1#rut-gon",
    "BLTTDS:259.2",
    "BLTTDS:319.1",
    "BLTTDS:319.2",
)
"""Limits of simplified procedure on the way to its hearing."""

_TO_ORDINARY = Follows(
    start=(Start("preparation", O.JUDGE, anew="ordinary"),),
    cancel=(*SIMPLIFIED_LIMITS, "BLTTDS:264.4", "BLTTDS:318.3#gui"),
)

_CLAIMS = ("BLTTDS:191.3#phan-to", "BLTTDS:195.2#phan-to", "BLTTDS:196.1#phan-to")

RETURN_LIMITS = ("BLTTDS:194.1", "BLTTDS:194.2", "BLTTDS:194.3", "BLTTDS:194.5", "BLTTDS:194.6")
"""Limits of complaints about a return: gone once the petition is taken back. The judge then has the five working days of
191.3 anew: our reading, the code says only "to go on with acceptance" (194.4.b)."""

FIRST_INSTANCE: Table = {
    "filing.submit": Follows(start=(Start("BLTTDS:191.2", O.LEADERS),)),
    "filing.submit:represented": Follows(start=(Start("BLTTDS:75.5", O.CLERK),)),
    "filing.supply_authority": Follows(start=(Start("BLTTDS:75.5", O.CLERK),)),
    "filing.ask_authority": Follows(cancel=("BLTTDS:75.5",)),
    "filing.enter_authority": Follows(meet=("BLTTDS:75.5",)),
    "filing.refuse_authority": Follows(meet=("BLTTDS:75.5",)),
    "filing.record_paper": Follows(start=(Start("BLTTDS:191.2", O.LEADERS, trigger="received_on"),)),
    "filing.record_paper:post": Follows(start=(Start("BLTTDS:191.1", O.CLERK, trigger="received_on"),)),
    "filing.acknowledge": Follows(meet=("BLTTDS:191.1",)),
    "filing.assign_examiner": Follows(start=(Start("BLTTDS:191.3", O.EXAMINER),), meet=("BLTTDS:191.2",)),
    "filing.request_amendment": Follows(
        start=(Start("BLTTDS:193.1", O.PARTY, fixed="due_on"),), meet=("BLTTDS:191.3",)
    ),
    "filing.amend": Follows(start=(Start("BLTTDS:191.3", O.EXAMINER),), meet=("BLTTDS:193.1",)),
    "filing.return_petition": Follows(
        meet=("BLTTDS:191.3",), cancel=("BLTTDS:193.1", "BLTTDS:195.2", "BLTTDS:75.5")
    ),
    "filing.complain_of_return:opened": Follows(
        start=(Start("BLTTDS:194.2", O.LEADERS, trigger="received_on"),)
    ),
    "filing.name_return_judge": Follows(
        start=(Start("BLTTDS:194.3", O.EXAMINER),), meet=("BLTTDS:194.2",), cancel=("BLTTDS:194.3",)
    ),
    "filing.keep_return": Follows(meet=("BLTTDS:194.3",)),
    "filing.take_back": Follows(
        start=(Start("BLTTDS:191.3", O.EXAMINER),), meet=("BLTTDS:194.3",), cancel=RETURN_LIMITS
    ),
    "filing.complain_of_return_above:opened": Follows(
        start=(Start("BLTTDS:194.6", O.LEADERS, trigger="received_on"),)
    ),
    "filing.keep_return_above": Follows(meet=("BLTTDS:194.6",)),
    "filing.demand_take_back": Follows(meet=("BLTTDS:194.6",)),
    "filing.take_back_demanded": Follows(start=(Start("BLTTDS:191.3", O.EXAMINER),), cancel=RETURN_LIMITS),
    "filing.transfer_petition": Follows(meet=("BLTTDS:191.3",), cancel=("BLTTDS:75.5",)),
    "filing.receive_transferred": Follows(start=(Start("BLTTDS:191.2", O.LEADERS),)),
    "filing.submit_document": Follows(meet_of_author=("BLTTDS:199.1",)),
    "filing.take_jurisdiction": Follows(
        start=(Start("BLTTDS:195.2", O.PARTY, trigger="notified_on"),), meet=("BLTTDS:191.3",)
    ),
    "filing.hand_in_receipt": Follows(meet=("BLTTDS:195.2",)),
    "cases.open": Follows(
        start=(
            Start("BLTTDS:196.1", O.CLERK),
            Start("BLTTDS:197.2", O.LEADERS),
            Start("preparation", O.JUDGE),
        ),
        meet=("BLTTDS:191.3", "BLTTDS:195.2"),
    ),
    "cases.open_suit": Follows(start=(Start("preparation", O.JUDGE),)),
    "cases.draw_judge": Follows(meet=("BLTTDS:197.2",)),
    "cases.designate_judge": Follows(meet=("BLTTDS:197.2",)),
    "delivery.all_served:acceptance_notice": Follows(meet=("BLTTDS:196.1",)),
    "hearings.decide_trial": Follows(
        start=(Start("BLTTDS:203.4", O.JUDGE, extended="good_cause"), Start("BLTTDS:220.2", O.CLERK)),
        meet=("preparation",),
        cancel=("BLTTDS:199.1",),
    ),
    "delivery.all_served:trial_decision": Follows(meet=("BLTTDS:220.2",)),
    "hearings.open_hearing": Follows(meet=("BLTTDS:203.4", "BLTTDS:233.1")),
    "cases.replace_officer": Follows(meet=("BLTTDS:56.4",)),
    "cases.name_procurator": Follows(meet=("BLTTDS:62.4",)),
    "hearings.adjourn": Follows(
        start=(Start("BLTTDS:233.1", O.JUDGE),), meet=("BLTTDS:203.4",), cancel=("BLTTDS:259.2",)
    ),
    "hearings.pause": Follows(start=(Start("BLTTDS:259.2", O.JUDGE),)),
    "hearings.go_on": Follows(meet=("BLTTDS:259.2",)),
    "hearings.return_to_questions": Follows(cancel=("BLTTDS:264.4",)),
    "hearings.close_debate": Follows(start=(Start("BLTTDS:264.4", O.JUDGE),)),
    "judgments.pronounce": Follows(
        start=(Start("BLTTDS:269.1", O.CLERK), Start("BLTTDS:269.2", O.CLERK)),
        meet=("BLTTDS:264.4",),
        cancel=("BLTTDS:199.1",),
    ),
    "delivery.all_served:judgment": Follows(meet=("BLTTDS:269.1", "BLTTDS:269.2")),
    "delivery.all_served:claim_notice": Follows(meet=("BLTTDS:196.1#phan-to",)),
    "course.to_ordinary": _TO_ORDINARY,
    "course.cancel_simplified": _TO_ORDINARY,
    "course.suspend": Follows(
        start=(Start("BLTTDS:214.2", O.CLERK),), stop=("preparation",), cancel=(*_COURSE, "BLTTDS:212.1")
    ),
    "delivery.all_served:suspension_decision": Follows(meet=("BLTTDS:214.2",)),
    "course.end_reason": Follows(start=(Start("BLTTDS:216", O.JUDGE, trigger="gone_on"),)),
    "course.resume": Follows(
        start=(
            Start("BLTTDS:216#gui", O.CLERK, trigger="gone_on"),
            Start("preparation", O.JUDGE, trigger="effective_on", anew="resumed"),
        ),
        meet=("BLTTDS:216",),
    ),
    "delivery.all_served:resumption_decision": Follows(meet=("BLTTDS:216#gui",)),
    "course.discontinue": Follows(
        start=(Start("BLTTDS:217.3", O.CLERK),),
        meet=("preparation",),
        cancel=(
            *_COURSE,
            *_CLAIMS,
            "BLTTDS:199.1",
            "BLTTDS:212.1",
            "BLTTDS:214.2",
            "BLTTDS:216",
            "BLTTDS:216#gui",
        ),
    ),
    "review.decide": Follows(start=(Start("NQ03/2017:cong-bo", O.JUDGE),)),
    "review.come_back": Follows(start=(Start("BLTTDS:350.1", O.CLERK),)),
    "review.come_back_quashed": Follows(start=(Start("BLTTDS:350.1", O.CLERK),)),
    "review.come_back_in_part": Follows(start=(Start("BLTTDS:350.1", O.CLERK),)),
    "review.come_back_undone": Follows(start=(Start("BLTTDS:350.1", O.CLERK),)),
    "review.come_back_ended": Follows(
        start=(Start("BLTTDS:350.1", O.CLERK),),
        cancel=("preparation", *_COURSE, *_CLAIMS, "BLTTDS:199.1", "BLTTDS:216"),
    ),
    "review.come_back_resumed": Follows(
        start=(
            Start("BLTTDS:350.1", O.CLERK),
            Start("preparation", O.JUDGE, trigger="effective_on", anew="cancelled"),
        ),
    ),
    "delivery.all_served:cassation_decision": Follows(meet=("BLTTDS:350.1",)),
    "course.discontinue_part": Follows(start=(Start("BLTTDS:217.3", O.CLERK),)),
    "delivery.all_served:discontinuance_decision": Follows(meet=("BLTTDS:217.3",)),
    "course.recognise": Follows(
        start=(
            Start("BLTTDS:212.1#gui", O.CLERK),
            Start("NQ03/2017:cong-bo", O.JUDGE, trigger="effective_on"),
        ),
        meet=("preparation", "BLTTDS:212.1"),
        cancel=(*_COURSE, *_CLAIMS, "BLTTDS:199.1"),
    ),
    "course.change_mind": Follows(meet=("BLTTDS:212.1",)),
    "delivery.all_served:settlement_decision": Follows(meet=("BLTTDS:212.1#gui",)),
    "course.transfer": Follows(cancel=("preparation", *_COURSE, *_CLAIMS, "BLTTDS:199.1", "BLTTDS:212.1")),
    "course.leave_by_settlement": Follows(
        cancel=(
            "preparation",
            *_COURSE,
            *_CLAIMS,
            "BLTTDS:196.1",
            "BLTTDS:197.2",
            "BLTTDS:199.1",
            "BLTTDS:214.2",
            "BLTTDS:216",
            "BLTTDS:216#gui",
        )
    ),
    "judgments.close_periods": Follows(start=(Start("BLTTDS:283", O.CLERK),)),
    "appeals.hand_in_receipt": Follows(meet=("BLTTDS:276.2",)),
    "appeals.send_up": Follows(meet=("BLTTDS:283",)),
    "appeals.send_decision_up": Follows(meet=("BLTTDS:283",)),
    "appeals.decision_cancelled": Follows(
        start=(Start("preparation", O.JUDGE, trigger="effective_on", anew="cancelled"),)
    ),
    "course.complain_of_transfer": Follows(
        start=(Start("BLTTDS:41.1#tra-loi", O.LEADERS, trigger="received_on"),)
    ),
    "course.uphold_transfer": Follows(meet=("BLTTDS:41.1#tra-loi",)),
    "course.annul_transfer": Follows(meet=("BLTTDS:41.1#tra-loi",), cancel=("BLTTDS:41.1",)),
    "course.be_joined": Follows(
        cancel=("preparation", *_COURSE, *_CLAIMS, "BLTTDS:199.1", "BLTTDS:196.1", "BLTTDS:197.2")
    ),
    "measures.apply": Follows(start=(Start("BLTTDS:139.2", O.CLERK),)),
    "measures.cancel": Follows(start=(Start("BLTTDS:139.2", O.CLERK),)),
    "delivery.all_served:measure_decision": Follows(meet=("BLTTDS:139.2",)),
    "measures.complain": Follows(start=(Start("BLTTDS:141.1", O.LEADERS, trigger="received_on"),)),
    "measures.settle": Follows(meet=("BLTTDS:141.1",)),
    "appeals.revive": Follows(cancel=("NQ03/2017:cong-bo",)),
    "appeals.take_posted": Follows(cancel=("NQ03/2017:cong-bo",)),
    "appeals.revive_ruling": Follows(cancel=("NQ03/2017:cong-bo",)),
    "judgments.take_effect": Follows(start=(Start("NQ03/2017:cong-bo", O.JUDGE, trigger="effective_on"),)),
}
"""Act → what it starts and meets. Appeal and protest periods are per party: judgments starts them itself. Publishing, or not,
meets the limit of that judgment or decision alone: `toaan.publication` ends it."""
