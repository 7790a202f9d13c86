import type { ErrorRequestHandler, Request, RequestHandler } from 'express';

import { HttpError } from '../shared/http-error.ts';

/** The body of a request as JSON, or a 400. */
export function readJson(request: Request): unknown {
  try {
    return JSON.parse(String(request.body));
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}

/** The query of a request: the kind of object that the sync half has. */
export const readQuery = (request: Request): URLSearchParams =>
  new URL(request.originalUrl, 'http://localhost').searchParams;

/** Answers 405 to each method that no route above has taken. */
export const allow =
  (...methods: readonly string[]): RequestHandler =>
  (_request, response) => {
    response.set('Allow', methods.join(', '));
    throw new HttpError(405, 'method not allowed');
  };

/** Answers 404 to each path that no route above has taken. */
export const notFound: RequestHandler = () => {
  throw new HttpError(404, 'not found');
};

/** Turns what a handler has thrown into an answer. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, message } = toAnswer(error);
  response.status(status).json({ error: message });
};

/** Only an error with a status was meant for the client. */
function toAnswer(error: unknown): { status: number; message: string } {
  if (error instanceof Error && 'status' in error) {
    return { status: Number(error.status), message: error.message };
  }
  console.error(error);
  return { status: 500, message: 'internal error' };
}
