"""What the findings of a case say in English, by their code: what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, tuple[str, str]] = {
    "case.step_out_of_order": ("This step does not follow the present state.", "Take the step before it first."),
    "case.in_future": ("The day lies ahead.", "Enter the day on which it was done."),
    "case.dates_out_of_order": ("The day is before the last step.", "Check the days; correct the last step first if it is wrong."),
    "case.served_before_issue": ("Served before it was issued.", "Check the day on the receipt of service."),
    "case.document_missing": ("The document of this step is missing.", "Issue it and take its number first."),
    "case.service_missing": ("The service is not recorded.", "Record how, when and to whom it was served."),
    "case.receipt_missing": ("The receipt of service is missing.", "Upload the signed receipt."),
    "case.explanation_missing": ("An explanation was received, but no papers.", "Upload the explanation."),
    "case.dismissal_unfounded": ("Reason or evidence is missing.", "Write the reason and attach the evidence."),
    "case.cause_missing": ("It is not said whose cause it is.", "Choose government, force majeure or the holder's own."),
    "case.determination_unfounded": ("The finding has no evidence.", "Attach the survey record or other evidence."),
    "case.not_registered": ("The day of registration is missing.", "Register it in the monitoring system, then enter the day."),
    "case.measure_missing": ("No way of disposal is chosen.", "Choose one that is open."),
    "case.hearing_not_notified": ("The right to a hearing has not been notified.", "Serve the notice of the hearing first."),
    "case.approval_missing": ("It is not said who approved it.", "Enter the approving government and its number."),
    "case.options_unknown": ("The ways of disposal have not been looked up.", "Reload and try again."),
    "case.time_not_over": ("The holder's time is not over yet.", "Wait until it is over, or record what was received."),
    "case.hearing_not_held": ("A hearing was asked for and has not been held.", "Hold it and record the minutes first."),
    "case.investigated_late": ("The notice of investigation is late.", "Issue it all the same and explain the delay in the file."),
    "case.creditor_not_told": ("The creditor has not been told in writing.", "Issue the notice to the creditor and record its service."),
    "case.no_contract": ("There is no contract to judge by.", "Establish the facts in the investigation."),
    "case.not_suspected": ("The recorded facts do not say so.", "Check the ground, or complete the facts in the investigation."),
    "case.facts_still_idle": ("The recorded facts still say idle; the next scan will list it again.", "Correct the facts as well."),
    "case.facts_missing": ("Facts are missing; the land cannot be found idle.", "Record the facts and their evidence first."),
    "case.not_idle_by_facts": ("By the recorded facts this ground does not hold.", "Correct the facts, or find that the land is not idle."),
    "case.side_against_facts": ("After the excused time the holder's own year has not run.", "Check the days and evidence of each cause."),
    "case.fee_unknown": ("The fee cannot be calculated.", "See what the calculation lacks and complete it."),
    "case.fee_differs": ("The amount differs from the calculation.", "Take the calculated amount, or correct the facts."),
    "case.terms_missing": ("The terms are missing.", "Enter the day agreed and the last day."),
    "case.performance_unproved": ("Nothing proves that it was performed.", "Upload the receipt of payment, deregistration or supplement."),
    "case.supplement_missing": ("No supplement has been signed since the decision.", "Sign the supplement of the contract."),
    "case.document_says_otherwise": ("The document says otherwise.", "Mend the entry, or revoke the document and issue it anew."),
    "case.not_performed": ("Not performed in time.", "Check for appeals; else deregister by public notice or apply to the court."),
    "case.annulment_ground_missing": ("It is not said on which ground it is annulled.", "Choose own correction, review or lawsuit."),
    "case.annulment_unexplained": ("The reason is missing.", "Write what was wrong in the finding or decision."),
    "case.annulment_paper_undated": ("The paper that annuls has no day, or one after this step.", "Enter the day of the decision, review decision or judgment."),
    "case.annulment_unproved": ("The decision on review or the judgment is missing.", "Upload it."),
    "case.publicity_not_withdrawn": ("The finding is public and has not been withdrawn.", "Take it down first, then enter that day."),
    "case.register_to_update": ("The annulled finding is registered; the register has to be updated.", "Update it and enter the day."),
    "case.disposal_carried_out": ("The decision has been carried out and the contract has ended.", "Settle the land first (restore, sign anew or compensate) and close this case."),
    "case.supplement_stands": ("A supplement was signed on this decision; annulling does not change the contract.", "Agree on another supplement and record it."),
    "case.performance_to_undo": ("Something has been performed already.", "Pay back what was paid and restore what was changed; note the result."),
    "disposal.cause_unknown": ("Whose cause it is has not been established.", "Finish the review of the cause first."),
    "disposal.mortgagee_not_told": ("The land is mortgaged and the creditor has not been told.", "Tell the creditor in writing first."),
    "disposal.own_cause": ("The ways of article 12 are not for never-started land of the holder's own cause.", "After one year the fee, after two recovery."),
    "disposal.open_for_a_part": ("Open because of the days of article 8 only; the rest is the holder's own time.", "Name both parts in the plan; the order does not say how they go together."),
    "disposal.not_registered": ("Not registered in the monitoring system.", "Register it and enter the day."),
    "disposal.price_unpaid": ("A swap needs the price paid in full.", "Establish it and record the proof."),
    "disposal.funds_missing": ("A swap needs funds ready for building.", "Establish it and record the proof."),
    "disposal.plan_unchanged": ("A swap is for land idle because plans were lawfully changed.", "Establish it and record the proof."),
    "disposal.stopped_land": ("Land that was started is neither charged nor recovered.", "Choose a way of article 12."),
    "disposal.not_own_cause": ("It is not the holder's own cause.", "Choose a way of article 12."),
    "disposal.fee_not_due": ("No fee is due on that day.", "Check the day on which the own year is full; after two years recover."),
    "disposal.recovery_not_due": ("Two years of own time have not run.", "Check that day; after one year the fee is due."),
    "disposal.terms_turned": ("The terms end before they begin.", "Check the days."),
    "disposal.too_long": ("Longer than the order allows.", "Shorten the term."),
}  # fmt: skip


def english(code: str) -> tuple[str, str]:
    """Return what a finding of this code says in English, and what to do."""
    return ENGLISH.get(code, ("This step of the case is not possible yet.", ""))
