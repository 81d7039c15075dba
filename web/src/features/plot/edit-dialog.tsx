import { ConditionsForm } from "./conditions-form";
import { PartiesForm } from "./parties-form";
import { editing, shownPlot } from "./plot.state";
import { RetireForm } from "./retire-form";
import { ServicingForm } from "./servicing-form";
import { StateForm } from "./state-form";

const forms = {
  state: StateForm,
  conditions: ConditionsForm,
  servicing: ServicingForm,
  parties: PartiesForm,
  retire: RetireForm,
};

/** The form that is open over the dossier, if any. */
export function EditDialog() {
  const plot = shownPlot.value;
  if (!plot || !editing.value) return null;
  const Form = forms[editing.value];
  return <Form plot={plot} />;
}
