import { describe, expect, it } from '@jest/globals';

import { parseRegister } from './parse-register.js';
import { RegisterShapeError } from './register-shape.error.js';
import { aFile, aProduct } from './register.builder.js';

const refusal = (startups: unknown, organisations?: unknown): RegisterShapeError => {
  try {
    parseRegister(startups, organisations);
  } catch (error) {
    if (error instanceof RegisterShapeError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
};

describe('a file that is not of the register’s shape', () => {
  it.each([
    ['nothing', null, '$'],
    ['a list', [], '$'],
    ['a page', '<!doctype html>', '$'],
    ['no data', {}, 'data'],
    ['data of one product', { data: aProduct() }, 'data'],
    ['the organisations', { data: [{ id: 'dinum', type: 'organisation', attributes: {} }] }, 'data[0].type'],
    ['a product without identifier', aFile(aProduct(), { ...aProduct(), id: undefined }), 'data[1].id'],
    ['a blank identifier', aFile({ ...aProduct(), id: ' \u0000' }), 'data[0].id'],
    ['a number for identifier', aFile({ ...aProduct(), id: 3 }), 'data[0].id'],
    [
      'a product without attributes',
      aFile(aProduct(), aProduct(), { ...aProduct(), attributes: null }),
      'data[2].attributes',
    ],
    ['a list for attributes', aFile({ ...aProduct(), attributes: [] }), 'data[0].attributes'],
    ['an empty place', aFile(null), 'data[0]'],
    ['included that is no list', { data: [], included: {} }, 'included'],
  ])('is refused and says where it breaks: %s', (_, file, path) => {
    const error = refusal(file);
    expect(error).toMatchObject({ code: 'REGISTER_SHAPE', status: 422, details: { file: 'startups', path } });
    expect(error.message).toMatch(/Rien n’a été repris\.$/u);
  });

  it('says in French what was expected and what stands there', () => {
    expect(refusal({ data: [{ id: 'dinum', type: 'organisation', attributes: {} }] }).message).toBe(
      'Le fichier des produits n’a pas la forme du registre\u00A0: data[0].type devrait être le type «\u00A0startup\u00A0», on y trouve «\u00A0organisation\u00A0». Rien n’a été repris.',
    );
  });

  it('says when the text stops before its end', () => {
    const text = JSON.stringify(aFile(aProduct()));
    expect(refusal(text.slice(0, 200)).message).toMatch(/n’est pas du JSON/u);
    expect(refusal('').message).toMatch(/s’interrompt avant la fin/u);
  });

  it('holds for organisations too: products given in their place take nothing in', () => {
    expect(refusal(aFile(aProduct()), aFile(aProduct()))).toMatchObject({
      details: { file: 'organisations', path: 'data[0].type' },
    });
  });
});

describe('a file of the register’s shape', () => {
  it('is read from text as from JSON, byte order mark or not', () => {
    const file = aFile(aProduct());
    expect(parseRegister(`\uFEFF${JSON.stringify(file)}`)).toEqual(parseRegister(file));
  });

  it('keeps the last of a product there twice, and says so', () => {
    const register = parseRegister(aFile(aProduct({ name: 'Avant' }), aProduct({ name: 'Après' })));
    expect(register.products.map(({ attributes }) => attributes['name'])).toEqual(['Après']);
    expect(register.oddities).toMatchObject([{ product: 'le-produit', kind: 'duplicate-product' }]);
    expect(register.oddities[0]?.detail).toContain('contenus différents');
    expect(parseRegister(aFile(aProduct(), aProduct())).oddities[0]?.detail).not.toContain('différents');
  });

  it('describes its incubators, and those that only products name', () => {
    const lost = aProduct({}, { incubator: { data: { id: 'ailleurs' } } });
    expect(parseRegister(aFile(aProduct(), { ...lost, id: 'perdu' })).incubators).toEqual([
      { id: 'fabrique', title: 'La Fabrique', ownerOrganisationId: 'dinum', declared: true },
      { id: 'ailleurs', title: 'ailleurs', declared: false },
    ]);
  });

  it('does without relationships, and without what describes an incubator', () => {
    const { relationships: _, ...alone } = aProduct();
    const register = parseRegister({
      data: [alone],
      included: [
        { id: 'fabrique', type: 'incubator' },
        { id: 'x', type: 'autre' },
      ],
    });
    expect(register.products).toHaveLength(1);
    expect(register.incubators).toEqual([{ id: 'fabrique', title: 'fabrique', declared: true }]);
    expect(parseRegister({ data: [] })).toEqual({
      products: [],
      incubators: [],
      organisations: undefined,
      oddities: [],
    });
  });

  it('names an organisation by what it has', () => {
    const organisations = {
      data: [
        {
          id: 'a',
          type: 'organisation',
          attributes: { name: 'Agence', acronym: 'AG', type: 'operateur', domaine_ministeriel: 'autres' },
        },
        { id: 'b', type: 'organisation', attributes: { name: null } },
      ],
    };
    expect(parseRegister(aFile(), organisations).organisations).toEqual([
      { id: 'a', name: 'Agence', acronym: 'AG', type: 'operateur', domain: 'autres' },
      { id: 'b', name: 'b', acronym: '', type: '', domain: '' },
    ]);
  });

  it('is not troubled by what a later version may add, nor by identifiers that objects use', () => {
    const file = {
      ...aFile(
        { ...aProduct({ nouveau: { a: [1] } }), id: '__proto__', meta: 1 },
        { ...aProduct(), id: 'constructor' },
      ),
      jsonapi: {},
    };
    expect(parseRegister(JSON.stringify(file)).products.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
  });
});
