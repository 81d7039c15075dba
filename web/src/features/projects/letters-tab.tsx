import { LetterList } from "./letter-list";
import { letters } from "./projects.state";

/** Every letter of the zone, newest first. */
export function LettersTab() {
  return (
    <div class="projects-body">
      <LetterList list={letters.data.value} error={letters.error.value} retry={letters.reload} withProject />
    </div>
  );
}
