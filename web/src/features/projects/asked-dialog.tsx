import { FreezeForm } from "./freeze-form";
import { LetterForm, LetterStepForm } from "./letter-forms";
import { MoveForm, TakeBackForm } from "./move-forms";
import { ProblemForm, ProblemStepForm } from "./problem-forms";
import { ProgressForm } from "./progress-form";
import { ProjectForm } from "./project-form";
import { asked } from "./projects.state";
import { ReviewForm } from "./review-form";
import { ReviewProblemForm } from "./review-problem-form";
import { ScheduleForm } from "./schedule-form";
import { ScoreForm } from "./score-form";

/** The form that is open over the page. */
export function AskedDialog() {
  const question = asked.value;
  if (!question) return null;
  switch (question.kind) {
    case "new":
      return <ProjectForm project={null} />;
    case "edit":
      return <ProjectForm project={question.sheet} />;
    case "move":
      return <MoveForm project={question.sheet} stage={question.stage} />;
    case "take_back":
      return <TakeBackForm project={question.sheet} moveId={question.moveId} />;
    case "schedule":
      return <ScheduleForm project={question.sheet} />;
    case "progress":
      return <ProgressForm project={question.sheet} />;
    case "freeze":
      return <FreezeForm />;
    case "letter":
      return <LetterForm project={question.sheet} />;
    case "letter_step":
      return <LetterStepForm letter={question.letter} state={question.state} />;
    case "problem":
      return <ProblemForm project={question.sheet} />;
    case "problem_step":
      return <ProblemStepForm problem={question.problem} state={question.state} />;
    case "review":
      return <ReviewForm />;
    case "review_problem":
      return <ReviewProblemForm review={question.review} projectId={question.projectId} />;
    case "scores":
      return <ScoreForm review={question.review} projectId={question.projectId} judgeNo={question.judgeNo} />;
  }
}
