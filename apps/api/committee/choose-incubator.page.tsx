import { Tile, Row, Col } from '#libs/ui/index.js';

/** For somebody who runs the committees of several incubators. */
export function ChooseIncubator(props: {
  readonly incubators: readonly { readonly id: string; readonly name: string }[];
}) {
  return (
    <Row>
      {props.incubators.map(({ id, name }) => (
        <Col md={6} lg={4} key={id}>
          <Tile title={name} level={2} href={`/comites/nouveau?incubateur=${id}`} />
        </Col>
      ))}
    </Row>
  );
}
