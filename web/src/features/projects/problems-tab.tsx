import { ProblemList } from "./problem-list";
import { problems } from "./projects.state";

/** Every problem of the zone, what is open first. */
export function ProblemsTab() {
  return (
    <div class="projects-body">
      <ProblemList list={problems.data.value} error={problems.error.value} retry={problems.reload} withProject />
    </div>
  );
}
