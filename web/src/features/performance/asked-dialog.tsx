import { AppealForm, DecisionForm, ExemptionForm, FixForm } from "./appeal-forms";
import { FigureForm } from "./figure-form";
import { FigureHistory } from "./figure-history";
import { ImportWizard } from "./import-wizard";
import { BuiltForm, LowForm } from "./land-forms";
import { asked } from "./performance.state";
import { SchemeForm } from "./scheme-form";

/** The one dialog that is open over the desk. */
export function AskedDialog() {
  const question = asked.value;
  switch (question?.kind) {
    case "import":
      return <ImportWizard sheet={question.sheet} replaces={question.replaces} />;
    case "figures":
      return (
        <FigureForm
          row={question.row}
          partyId={question.partyId}
          partyName={question.partyName}
          parkCode={question.parkCode}
        />
      );
    case "history":
      return <FigureHistory row={question.row} />;
    case "scheme":
      return <SchemeForm from={question.from} sheet={question.sheet} />;
    case "fix":
      return <FixForm />;
    case "appeal":
      return <AppealForm row={question.row} />;
    case "decide":
      return <DecisionForm appeal={question.appeal} />;
    case "exempt":
      return <ExemptionForm row={question.row} />;
    case "low":
      return <LowForm row={question.row} />;
    case "built":
      return <BuiltForm row={question.row} />;
    default:
      return null;
  }
}
