import { test } from 'vitest';
import { runHalf } from './seeds.ts';

test('[T128] whatever happens, every document is posted once or kept: the first half of the seeds', () =>
  runHalf(0));
