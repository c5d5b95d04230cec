"""Acts on the case: the only writers of this domain."""

from toaan.cases.actions.assigning import (
    assign_clerk,
    assign_lay_judges,
    designate_judge,
    designation_grounds,
    draw_judge,
)
from toaan.cases.actions.case import (
    AgentData,
    CaseData,
    PartyData,
    advance,
    extend_deadline,
    link_account,
    open_case,
    register_protector,
    set_procedure,
)
from toaan.cases.actions.continuing import Continuation, continue_case, copy_parties, documents_of
from toaan.cases.actions.handing import Piece, Plan, finish, hand_back, hand_over, replace_officer, take_item
from toaan.cases.actions.interpreting import (
    InterpreterData,
    accept_interpreter,
    record_pledge,
    replace_interpreter,
)
from toaan.cases.actions.interpreting import grounds_against as interpreter_grounds
from toaan.cases.actions.naming import ProcuratorData, name_procurator, replace_procurator
from toaan.cases.actions.parties import Details, add_party, change_details, end_representation, refuse_barred
from toaan.cases.actions.reminding import note_deadline, remind
from toaan.cases.actions.ties import declare_tie, end_tie

__all__ = [
    "AgentData", "CaseData", "Continuation", "Details", "InterpreterData", "PartyData", "Piece", "Plan", "ProcuratorData", "accept_interpreter", "add_party", "advance", "assign_clerk", "assign_lay_judges",
    "change_details", "continue_case", "copy_parties", "declare_tie", "designate_judge", "designation_grounds", "documents_of", "draw_judge",
    "end_representation", "end_tie",
    "extend_deadline", "finish", "hand_back", "hand_over", "interpreter_grounds", "link_account", "name_procurator", "note_deadline", "open_case",
    "record_pledge", "refuse_barred", "register_protector", "remind", "replace_interpreter", "replace_officer", "replace_procurator", "set_procedure", "take_item",
]  # fmt: skip
