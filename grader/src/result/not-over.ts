/** What a check says in a result that was written before the check had ended. */
export const notOverMessage = 'the grading was not over when this was written';
