import { useEffect, useState } from "react";

interface Order {
  readonly id: string;
  readonly amount: number;
}

/** The browser asks our own backend, which holds the credentials. */
export function Orders({ region }: { region: string }) {
  const [orders, setOrders] = useState<Order[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    void fetch(`/api/orders?region=${region}`, { signal: abort.signal })
      .then((response) => response.json())
      .then(setOrders);
    return () => abort.abort();
  }, [region]);
  return (
    <ul aria-label="Orders from Databricks">
      {orders.map((order) => (
        <li key={order.id}>{order.amount}</li>
      ))}
    </ul>
  );
}
