import { test } from 'vitest';
import { runHalf } from './seeds.ts';

test('[T128] whatever happens, every document is posted once or kept: the second half of the seeds', () =>
  runHalf(1));
