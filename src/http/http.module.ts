import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CalculatorsController } from './calculators.controller.js';
import { InputPipe } from './input.pipe.js';
import { LprController } from './lpr.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { QueryFields } from './query-fields.js';
import { WorkflowCalculatorsController } from './workflow-calculators.controller.js';

/** What every request passes, whatever it asks for. */
@Module({
  controllers: [CalculatorsController, WorkflowCalculatorsController, LprController],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: QueryFields },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
})
export class HttpModule {}
