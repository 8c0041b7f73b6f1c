import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { RateLimits, TooManyRequests } from '#libs/identity/index.js';
import { type Verification, VerifyRecord } from '#libs/verification/index.js';

import { Public, publicPage, receivedBytes, type WebRequest } from '../web/index.js';
import { type VerifyErrors, VerifyPage } from './verify.page.js';

const say = {
  missing: 'Choisissez le fichier PDF du relevé.',
  large: 'Ce fichier dépasse 10\u00A0Mo\u00A0: aucun relevé scellé n’est aussi grand. Ce n’en est pas un.',
  reference: 'Écrivez le numéro tel qu’il figure sur le relevé, comme RD-2026-0042.',
  fingerprint: 'Une empreinte SHA-256 compte 64 chiffres et lettres de a à f.',
};

/** Files looked at by this process at the same time: each is held in memory. */
const AT_ONCE = 4;

/** « Vérifier » : for anybody, without account. The file is looked at in memory and goes nowhere. */
@Controller('/verifier')
@Public()
export class VerifyController {
  #looking = 0;

  constructor(
    private readonly verify: VerifyRecord,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Query('releve') typedReference?: unknown,
    @Query('empreinte') typedFingerprint?: unknown,
  ): Promise<void> {
    const [releve, empreinte] = [textOf(typedReference).trim().toUpperCase(), digitsOf(textOf(typedFingerprint))];
    if (empreinte === '') {
      this.#send(request, response, 200, { releve });
      return;
    }
    const errors: VerifyErrors = {
      ...(/^RD-\d{4}-\d{4,}$/u.test(releve) ? {} : { releve: say.reference }),
      ...(/^[0-9a-f]{64}$/u.test(empreinte) ? {} : { empreinte: say.fingerprint }),
    };
    if (Object.keys(errors).length > 0) {
      this.#send(request, response, 422, { releve, empreinte, errors });
      return;
    }
    await this.limits.count('verify', request.ip ?? '');
    const verification = await this.verify.fingerprint(releve, empreinte);
    this.#send(request, response, 200, { releve, empreinte, verification });
  }

  @Post()
  async file(@Req() request: WebRequest, @Res() response: Response): Promise<void> {
    await this.limits.count('verify', request.ip ?? '');
    if (this.#looking >= AT_ONCE) throw new TooManyRequests(10);
    this.#looking += 1;
    try {
      const file = await receivedBytes(response);
      if (!file) this.#send(request, response, 422, { errors: { fichier: say.missing } });
      else if (file.isCut) this.#send(request, response, 413, { errors: { fichier: say.large } });
      else this.#send(request, response, 200, { verification: await this.verify.file(file.bytes) });
    } finally {
      this.#looking -= 1;
    }
  }

  #send(
    request: WebRequest,
    response: Response,
    status: number,
    props: {
      readonly releve?: string;
      readonly empreinte?: string;
      readonly errors?: VerifyErrors;
      readonly verification?: Verification;
    },
  ): void {
    response
      .status(status)
      .type('html')
      .send(
        publicPage(
          request,
          { title: 'Vérifier un relevé de décision', hasErrors: props.errors !== undefined },
          <VerifyPage {...props} />,
        ),
      );
  }
}

/** Given twice, a parameter is a list: as good as none. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Copied from a page, a fingerprint comes with spaces. */
const digitsOf = (typed: string): string => typed.replaceAll(/[\s:]/gu, '').toLowerCase();
