// The evaluator as the browser has it: the tests hand it the corpus and read what it gives.
import { runCorpus } from '../../support/run-expression-corpus.js';

Object.assign(window, { runCorpus });
document.title = 'ready';
