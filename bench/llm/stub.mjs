/** A model behind a loopback address: gets the numbered lines that were sent, and answers what its brain says. */
import { createServer } from "node:http";

export async function startModel(brain) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    let raw = "";
    for await (const chunk of incoming.setEncoding("utf8")) raw += chunk;
    const { messages } = JSON.parse(raw);
    const lines = linesIn(messages.at(-1).content);
    const content = JSON.stringify(brain(lines));
    requests.push({ raw, lines, content });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ finish_reason: "stop", message: { role: "assistant", content } }] }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

const linesIn = (content) =>
  content.split("\n").flatMap((line) => {
    const [, number, text] = /^(\d+): (.*)$/u.exec(line) ?? [];
    return number ? [{ number: Number(number), text, cells: text.split(" | ") }] : [];
  });
