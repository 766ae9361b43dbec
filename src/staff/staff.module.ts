import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountChange } from './account-change.entity.js';
import { AccountList } from './account-list.js';
import { AccountsController } from './accounts.controller.js';
import { DepartedOfficerCases } from './departed-officer-cases.js';
import { Departures } from './departures.js';
import { Invitation } from './invitation.entity.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.js';
import { Leave } from './leave.entity.js';
import { LeavesController } from './leaves.controller.js';
import { Leaves } from './leaves.js';

/** Officers: invited, on leave, gone. */
@Module({
  imports: [TypeOrmModule.forFeature([AccountChange, Invitation, Leave]), IdentityModule],
  controllers: [InvitationsController, LeavesController, AccountsController],
  providers: [Invitations, Leaves, AccountList, Departures, DepartedOfficerCases],
})
export class StaffModule {}
